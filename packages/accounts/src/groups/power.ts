import { and, eq, inArray, sql } from 'drizzle-orm'
import { conflict, emit, emitAll, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import type { ChangeHandler } from '../pending-changes/change.ts'
import { stopChanges } from '../pending-changes/deciding.ts'
import { mailPowerHolders, proposeChange } from '../pending-changes/proposing.ts'
import { mailLater } from '../events.ts'
import { pendingChanges } from '../schema.ts'
import { hasSignUpOpened } from '../sign-up/rule.ts'
import type { Membership } from './finding.ts'
import { groupMembers, groups } from './schema.ts'

/** Members of a group that moderates. Each is agreed to by a second admin, or waits a day. */
const maxModerators = 200

type Gained = Pick<Membership, 'id' | 'userId'>

/**
 * Lets memberships of a moderating group count for moderating: when a second admin agrees or after
 * a day, at once before sign-up was ever open. Runs in the transaction of `ctx`.
 * @returns whether they wait
 * @throws Problem 409 `group_too_large` with the maximum
 */
export async function giveModeration(
  ctx: Context,
  groupId: number,
  gained: readonly Gained[]
): Promise<boolean> {
  if (gained.length === 0) return false
  await checkSize(ctx, groupId)
  const waits = await hasSignUpOpened(ctx)
  if (waits) await propose(ctx, gained)
  else await confirm(ctx, gained)
  return waits
}

async function propose(ctx: Context, gained: readonly Gained[]) {
  for (const { id, userId } of gained)
    await proposeChange(ctx, { kind: 'group_power', subjectId: id, userId, power: 'moderate' })
  await mailPowerHolders(ctx, 'power_proposed')
}

async function confirm(ctx: Context, gained: readonly Gained[]) {
  const ids = gained.map(({ id }) => id)
  await ctx.db
    .update(groupMembers)
    .set({ moderatesSince: ctx.now })
    .where(inArray(groupMembers.id, ids))
}

async function checkSize({ db }: Context, groupId: number): Promise<void> {
  const size = await db.$count(groupMembers, eq(groupMembers.groupId, groupId))
  if (size > maxModerators) throw conflict('group_too_large', { maximum: maxModerators })
}

/** Stops what waits for memberships that end. */
export const stopModeration = (ctx: Context, ids: readonly number[]): Promise<void> =>
  stopChanges(
    ctx,
    and(eq(pendingChanges.kind, 'group_power'), inArray(pendingChanges.subjectId, [...ids]))
  )

/**
 * Says which groups moderate a category, in the transaction of `ctx` that changes one. Memberships
 * of a group that begins to moderate wait as new ones do.
 * @param given.changed the groups that moderate more or less than before
 * @throws Problem 409 `group_too_large`
 */
export async function setModeratingGroups(
  ctx: Context,
  given: { moderating: readonly number[]; changed: readonly number[] }
): Promise<void> {
  const isOne = sql`${groups.id} = any(${sql.param(given.moderating)}::bigint[])`
  const changed = await ctx.db
    .update(groups)
    .set({ moderates: isOne })
    .where(sql`${groups.moderates} <> (${isOne})`)
    .returning({ id: groups.id, moderates: groups.moderates })
  for (const { id, moderates } of changed) await changeModeration(ctx, id, moderates)
  await refreshMembers(ctx, given.changed)
}

/** Makes every node read again what the members of these groups may do. */
async function refreshMembers(ctx: Context, groupIds: readonly number[]) {
  const members = await ctx.db
    .selectDistinct({ userId: groupMembers.userId })
    .from(groupMembers)
    .where(inArray(groupMembers.groupId, [...groupIds]))
  await emitAll(ctx, 'actor.changed', members)
}

async function changeModeration(ctx: Context, groupId: number, moderates: boolean) {
  const ofGroup = eq(groupMembers.groupId, groupId)
  const members = await ctx.db
    .update(groupMembers)
    .set({ moderatesSince: null })
    .where(ofGroup)
    .returning({ id: groupMembers.id, userId: groupMembers.userId })
  const ids = members.map(({ id }) => id)
  if (moderates) await giveModeration(ctx, groupId, members)
  else await stopModeration(ctx, ids)
}

/** Lets a membership count for moderating. */
export const groupPowerHandler: ChangeHandler = {
  async apply(ctx, { subjectId }) {
    const moderating = ctx.db
      .select({ id: groups.id })
      .from(groups)
      .where(eq(groups.moderates, true))
    const [member] = await ctx.db
      .update(groupMembers)
      .set({ moderatesSince: ctx.now })
      .where(and(eq(groupMembers.id, subjectId), inArray(groupMembers.groupId, moderating)))
      .returning({ userId: groupMembers.userId })
    if (!member) return
    await emit(ctx, 'actor.changed', member)
    await mailLater(ctx, 'role_changed', member.userId)
  },
  drop: () => Promise.resolve(),
  async namesOf(ctx, subjectIds) {
    const rows = await ctx.db
      .select({ id: groupMembers.id, name: groups.name })
      .from(groupMembers)
      .innerJoin(groups, eq(groups.id, groupMembers.groupId))
      .where(inArray(groupMembers.id, subjectIds))
    return new Map(rows.map(({ id, name }) => [id, wordsFor(ctx, name)]))
  }
}

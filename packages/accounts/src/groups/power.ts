import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { conflict, emit, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { endAccess } from '../tokens/tokens.ts'
import { idInSubject, namedBy, waitsFor, type ApprovalKind } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { mailLater } from '../events.ts'
import { users, groupMembers, groups } from '../schema.ts'
import type { Membership } from './group.ts'

/** Members of a group that moderates. Each is agreed to by a second admin, or waits a day. */
const maxModerators = 200

const subject = z.object({ membershipId: z.int() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    group_power: z.infer<typeof subject>
  }
}

type Gained = Pick<Membership, 'id' | 'userId'>
/** With who may not approve it, if that is not the actor. */
type Chosen = Gained & { writtenBy?: number[] }
type Lost = Gained & Pick<Membership, 'moderatesSince'>

/**
 * Lets memberships of a moderating group count for moderating: when a second admin agrees or after
 * a day, at once before the forum is opened. Runs in the transaction of `ctx`.
 * @returns whether they wait
 * @throws Problem 409 `group_too_large` with the maximum
 */
export async function giveModeration(
  ctx: Context,
  groupId: number,
  gained: readonly Chosen[]
): Promise<boolean> {
  if (gained.length === 0) return false
  await checkSize(ctx, groupId)
  for (const { id: membershipId, userId: gainsById, writtenBy } of gained) {
    const subject = { membershipId }
    await requestApproval(ctx, { kind: 'group_power', subject, gainsById, writtenBy })
  }
  const waits = await ctx.ports.site.isOpened(ctx)
  if (waits) await mailPowerHolders(ctx, 'power_proposed')
  return waits
}

/** As with a role that is given, sessions and tokens end, and the account is mailed. */
async function confirm(ctx: Context, gained: readonly Gained[]) {
  const ids = gained.map(({ id }) => id)
  await ctx.db
    .update(groupMembers)
    .set({ moderatesSince: ctx.now })
    .where(inArray(groupMembers.id, ids))
  await changeAccess(ctx, gained)
}

/** Volunteers, staff and admins have their role already: only what they moderate changes. */
async function changeAccess(ctx: Context, changed: readonly Gained[]) {
  const ids = changed.map(({ userId }) => userId)
  const rows = await ctx.db
    .select({ userId: users.id, role: users.role })
    .from(users)
    .where(inArray(users.id, ids))
  for (const { userId, role } of rows) {
    if (role !== 'member') await emit(ctx, 'actor.changed', { userId })
    else await changeRole(ctx, userId)
  }
}

async function changeRole(ctx: Context, userId: number) {
  await endAccess(ctx, userId)
  await emit(ctx, 'user.role_changed', { userId })
  await mailLater(ctx, 'role_changed', userId)
}

/** Does for who loses the power what `giveModeration` did. Who never had it keeps their sessions. */
export async function endModeration(ctx: Context, lost: readonly Lost[]) {
  const moderated = lost.filter(({ moderatesSince }) => moderatesSince !== null)
  await changeAccess(ctx, moderated)
}

/** Whether one more member would be too many for a group that moderates. */
export const isFull = async ({ db }: Context, groupId: number): Promise<boolean> =>
  (await db.$count(groupMembers, eq(groupMembers.groupId, groupId))) >= maxModerators

export async function checkSize({ db }: Context, groupId: number): Promise<void> {
  const size = await db.$count(groupMembers, eq(groupMembers.groupId, groupId))
  if (size > maxModerators) throw conflict('group_too_large', { maximum: maxModerators })
}

/**
 * Stops what waits for memberships. Call it before they are locked, because whoever confirms a change
 * locks that first.
 */
export const stopModeration = (ctx: Context, ids: readonly number[]): Promise<void> =>
  withdrawApprovals(
    ctx,
    and(waitsFor('group_power'), inArray(idInSubject('membershipId'), [...ids]))
  )

/** Lets a membership count for moderating, while its group moderates. */
export const groupPower: ApprovalKind<'group_power'> = {
  ...{ subject, event: 'role.' },
  async apply(ctx, { subject: { membershipId } }) {
    const moderating = ctx.db
      .select({ id: groups.id })
      .from(groups)
      .where(eq(groups.moderates, true))
    const isIt = and(eq(groupMembers.id, membershipId), inArray(groupMembers.groupId, moderating))
    await confirm(ctx, await ctx.db.select().from(groupMembers).where(isIt).for('update'))
  },
  namesOf: namedBy(
    ({ membershipId }) => membershipId,
    async (ctx, ids) => {
      const rows = await ctx.db
        .select({ id: groupMembers.id, name: groups.name })
        .from(groupMembers)
        .innerJoin(groups, eq(groups.id, groupMembers.groupId))
        .where(inArray(groupMembers.id, ids))
      return new Map(rows.map(({ id, name }) => [id, wordsFor(ctx, name)]))
    }
  )
}

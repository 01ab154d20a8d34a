import { checkVisible, visibleCategories } from '@stoa/threads'
import { and, eq, gt, isNull, exists, or, type SQL } from 'drizzle-orm'
import {
  after,
  atLeast,
  conflict,
  invalid,
  notFound,
  transaction,
  holds,
  type Context
} from '@stoa/core'
import {
  endSanction,
  findUser,
  imposeSanction,
  lockSanctioned,
  resumeSanction,
  silencedSeconds,
  type SanctionKind
} from '@stoa/accounts'
import { sanctions, users } from '@stoa/accounts/tables'
import { categories } from '@stoa/threads/tables'
import { log } from '../actions.ts'
import type { SanctionInput } from './contract.ts'
import { checkConflictOfInterest } from '../conflict-of-interest.ts'
import { authorize } from '../policy.ts'

const kinds = { warning: 'warned', silence: 'silenced', suspension: 'suspended' } as const

type LoggedSanction = { id: number; actionId: number }

/**
 * Warns, silences or suspends a user, who is told why, until when and how to appeal. Without the
 * capability `moderation`, suspensions are refused and silences are limited to 24 hours within
 * seven days. Volunteers warn and silence in their categories, `new` members everywhere.
 * @throws Problem 404 or 410 for the user, 404 for the category; 403 `capability_missing`,
 * `own_case`, `role_not_below` or if the actor does not moderate the category; 409
 * `sanctioned_meanwhile`; 422 on `until` or `categoryId`
 */
export async function sanction(
  ctx: Context,
  username: string,
  input: SanctionInput
): Promise<LoggedSanction> {
  const { id: userId } = await findUser(ctx, username)
  checkShape(ctx, input)
  await checkVisible(ctx, input.categoryId === undefined ? [] : [input.categoryId])
  authorize.sanction(ctx.actor, input)
  await checkScope(ctx, userId, input)
  const { kind, categoryId = null, until = null, reason, note } = input
  const { ownCase } = await checkConflictOfInterest(ctx, { userId, categoryId })
  return transaction(ctx, async (ctx) => {
    await lockSanctioned(ctx, userId)
    await checkKnown(ctx, userId, input.known)
    await checkExtent(ctx, userId, input)
    const id = await imposeSanction(ctx, { userId, kind, categoryId, until, reason })
    const about = { categoryId, userId, sanctionId: id, reason, note, ownCase }
    return { id, actionId: await log(ctx, { kind: kinds[kind], ...about }) }
  })
}

/**
 * Lifts a sanction. Requires `moderation`, or the actor gave it within the last ten minutes.
 * @throws Problem 404, 403 as `sanction`, 409 `sanction_over`
 */
export async function liftSanction(ctx: Context, username: string, id: number): Promise<void> {
  const { id: userId } = await findUser(ctx, username)
  const [found] = await ctx.db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.id, id), eq(sanctions.userId, userId)))
  if (!found) throw notFound()
  authorize.liftSanction(ctx.actor, found, ctx.now)
  await lift(ctx, found)
}

type Sanction = Pick<typeof sanctions.$inferSelect, 'id' | 'userId' | 'categoryId' | 'reason'>

/**
 * Lifts a sanction without asking `rules.liftSanction`.
 * @throws Problem 403 as `checkConflictOfInterest`, 409 `sanction_over`
 */
export async function lift(ctx: Context, { id, userId, categoryId, reason }: Sanction) {
  const { ownCase } = await checkConflictOfInterest(ctx, { userId, categoryId })
  await transaction(ctx, async (ctx) => {
    if (!(await endSanction(ctx, id))) throw conflict('sanction_over')
    await log(ctx, { kind: 'lifted', categoryId, userId, sanctionId: id, reason, ownCase })
  })
}

/**
 * Puts a lifted sanction into force again; the user is notified as of a new one.
 * @throws Problem 403 as `checkConflictOfInterest`, 409 `sanction_over` if it is in force already
 */
export async function imposeAgain(ctx: Context, sanction: Sanction & { kind: SanctionKind }) {
  const { id: sanctionId, userId, categoryId, reason, kind } = sanction
  const { ownCase } = await checkConflictOfInterest(ctx, { userId, categoryId })
  await transaction(ctx, async (ctx) => {
    if (!(await resumeSanction(ctx, sanctionId))) throw conflict('sanction_over')
    await log(ctx, { kind: kinds[kind], categoryId, userId, sanctionId, reason, ownCase })
  })
}

function checkShape({ now }: Context, { kind, until, categoryId }: SanctionInput) {
  if (until !== undefined && (until <= now || kind === 'warning'))
    throw invalid('until', 'field_moderation_until')
  if (kind === 'suspension' && categoryId !== undefined)
    throw invalid('categoryId', 'field_moderation_suspension_everywhere')
}

/** Below staff, only new members are sanctioned everywhere. */
async function checkScope(ctx: Context, userId: number, { categoryId }: SanctionInput) {
  if (atLeast(ctx.actor.role, 'staff') || categoryId !== undefined) return
  if ((await trustOf(ctx, userId)) !== 'new')
    throw invalid('categoryId', 'field_moderation_scope_needed')
}

/** Trust of a user; undefined once they are erased. */
export async function trustOf({ db }: Context, userId: number) {
  const [user] = await db
    .select({ trust: users.trust })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.erasedAt)))
  return user?.trust
}

/** Of two moderators who see the same record, only one may act; the other has to read it again. */
async function checkKnown(ctx: Context, userId: number, known?: number) {
  if (known === undefined) return
  const newer = and(eq(sanctions.userId, userId), gt(sanctions.id, known), knownSanctions(ctx))
  if ((await ctx.db.$count(sanctions, newer)) > 0) throw conflict('sanctioned_meanwhile')
}

async function checkExtent(ctx: Context, userId: number, { kind, until }: SanctionInput) {
  if (kind !== 'silence') return
  const left = await silenceLeft(ctx, userId)
  if (left === null) return
  const end = after(ctx.now, left * 3600_000)
  if (until === undefined || until > end)
    throw invalid('until', 'field_moderation_silence_at_most', { hours: Math.floor(left) })
}

const maxHours = 24

/**
 * Hours of silence that the actor may still give this user: 24 within seven days, given by anybody;
 * null if unlimited.
 */
export async function silenceLeft(ctx: Context, userId: number): Promise<number | null> {
  if (holds(ctx.actor, 'moderation')) return null
  // One minute of tolerance, so that choosing exactly 24 hours is accepted.
  const left = maxHours - (await silencedSeconds(ctx, userId)) / 3600
  return Math.max(0, left) + (left > 0 ? 1 / 60 : 0)
}

/** Condition: sanctions that apply everywhere, or in a category that the actor may know of. */
export function knownSanctions({ actor, db }: Context): SQL | undefined {
  const inKnown = visibleCategories(actor)
  if (!inKnown) return undefined
  const place = db
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.id, sanctions.categoryId), inKnown))
  return or(isNull(sanctions.categoryId), exists(place))
}

import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { after, atLeast, notFound, outranks, type Context } from '@stoa/core'
import { findUser } from '@stoa/accounts'
import { fullRole, sanctions, users } from '@stoa/accounts/tables'
import { visiblePosts } from '@stoa/threads'
import { categories, posts, threads } from '@stoa/threads/tables'
import { knownSanctions, silenceLeft } from './sanction.ts'
import { categoryColumns, categoryOf } from '../columns.ts'
import type { UserRecord, Step } from './contract.ts'
import { sweeps } from '../schema.ts'
import { lastBatch } from '../sweeps/extent.ts'
import { can } from '../policy.ts'

const halfYear = 182 * 24 * 3600_000
const pageSize = 50

/**
 * Returns a user's record: past sanctions, the suggested next step, and what the actor may do.
 * @throws Problem 404, 410 `user_erased`
 */
export async function showRecord(ctx: Context, username: string): Promise<UserRecord> {
  const { id } = await findUser(ctx, username)
  const [person, given, hiddenPosts, sweep] = await Promise.all([
    findPerson(ctx, id),
    sanctionsOf(ctx, id),
    countHidden(ctx, id),
    openSweep(ctx, id)
  ])
  const below = person.id !== ctx.actor.id && outranks(ctx.actor, person.role)
  const rows = given.map((row) => toRow(ctx, row, below))
  return {
    ...person,
    hiddenPosts,
    sweep,
    sanctions: rows,
    suggested: suggestedSteps(rows.filter((row) => isRecent(ctx, row)).length),
    can: await powers(ctx, person, below)
  }
}

type Person = Awaited<ReturnType<typeof findPerson>>

async function findPerson({ db }: Context, id: number) {
  const [person] = await db
    .select({
      id: users.id,
      username: users.username,
      role: fullRole,
      trust: users.trust,
      joinedAt: users.createdAt
    })
    .from(users)
    .where(eq(users.id, id))
  if (!person) throw notFound()
  return person
}

const sanctionsOf = (ctx: Context, userId: number) =>
  ctx.db
    .select({
      id: sanctions.id,
      kind: sanctions.kind,
      reason: sanctions.reason,
      createdAt: sanctions.createdAt,
      until: sanctions.until,
      liftedAt: sanctions.liftedAt,
      byId: sanctions.byId,
      category: categoryColumns(ctx),
      active: sql<boolean>`${sanctions.kind} <> 'warning' and ${sanctions.liftedAt} is null
        and (${sanctions.until} is null or ${sanctions.until} > ${ctx.now})`
    })
    .from(sanctions)
    .leftJoin(categories, eq(categories.id, sanctions.categoryId))
    .where(and(eq(sanctions.userId, userId), knownSanctions(ctx)))
    .orderBy(desc(sanctions.id))
    .limit(pageSize)

type Row = Awaited<ReturnType<typeof sanctionsOf>>[number]

function toRow(ctx: Context, { liftedAt, byId, ...row }: Row, below: boolean) {
  const lifted = liftedAt !== null
  const lift = below && !lifted && (row.active || row.kind === 'warning')
  return {
    ...row,
    category: categoryOf(row),
    lifted,
    can: { lift: lift && can.liftSanction(ctx.actor, { byId, createdAt: row.createdAt }, ctx.now) }
  }
}

const isRecent = (
  { now }: Context,
  { createdAt, lifted }: { createdAt: string; lifted: boolean }
) => !lifted && createdAt > after(now, -halfYear)

async function countHidden({ actor, db }: Context, userId: number): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.authorId, userId), eq(posts.state, 'hidden'), visiblePosts(actor)))
  return row?.count ?? 0
}

async function openSweep(
  { actor, db, now }: Context,
  userId: number
): Promise<UserRecord['sweep']> {
  const [row] = await db
    .select({ id: sweeps.id, byId: sweeps.byId, createdAt: sweeps.createdAt, at: lastBatch })
    .from(sweeps)
    .where(and(eq(sweeps.userId, userId), isNull(sweeps.undoneAt)))
    .orderBy(desc(eq(sweeps.byId, actor.id)), desc(sweeps.id))
    .limit(1)
  if (!row) return null
  const { byId, at: _at, ...sweep } = row
  const own = byId === actor.id
  return { ...sweep, own, can: { undo: can.undoSweep(actor, row, now) } }
}

async function powers(ctx: Context, person: Person, below: boolean): Promise<UserRecord['can']> {
  const { actor } = ctx
  const left = await silenceLeft(ctx, person.id)
  const hours = left === null ? null : Math.floor(left)
  return {
    warn: below,
    silence: { hours: below ? hours : 0 },
    suspend: below && can.suspend(actor),
    everywhere: atLeast(actor.role, 'staff') || person.trust === 'new',
    sweep: below && can.sweep(actor, person),
    reverse: can.reverse(actor, person) && atLeast(person.role, 'volunteer')
  }
}

const day = 24
const last: Step = { kind: 'suspension', hours: null }
const ladder: Step[] = [
  { kind: 'warning', hours: null },
  { kind: 'silence', hours: 1 * day },
  { kind: 'silence', hours: 7 * day },
  { kind: 'suspension', hours: 30 * day },
  last
]

/** Steps that scams and illegal content skip. */
const head = 3

/**
 * Returns the next step of the ladder.
 * @param times sanctions of the last half year that were not lifted
 */
export const suggestedSteps = (times: number): { usual: Step; grave: Step } => ({
  usual: stepAt(times),
  grave: stepAt(times + head)
})

const stepAt = (index: number): Step => ladder[index] ?? last

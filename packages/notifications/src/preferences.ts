import { and, inArray, sql } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { isAmong } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import type { Preference } from './contract.ts'
import { factsOf } from './kinds.ts'
import { kinds, preferences, wakingKinds, type Frequency, type Kind } from './schema.ts'

/** Returns the mail frequency of each kind for the actor, defaults included. */
export async function listPreferences(ctx: Context): Promise<{ items: Preference[] }> {
  const chosen = await chosenBy(ctx, [ctx.actor.id])
  const own = new Map(chosen.map(({ kind, mail }) => [kind, mail]))
  return { items: kinds.map((kind) => ({ kind, mail: own.get(kind) ?? factsOf[kind].mail })) }
}

export async function changePreferences(ctx: Context, items: Preference[]): Promise<void> {
  await transaction(ctx, (ctx) => setFrequencies(ctx, ctx.actor.id, items))
}

/** Stores frequencies of any user. Callers check the right to do so. */
export async function setFrequencies(ctx: Context, userId: number, items: Preference[]) {
  const byKind = new Map(items.map(({ kind, mail }) => [kind, mail]))
  const rows = [...byKind].map(([kind, mail]) => ({ userId, kind, mail }))
  if (rows.length === 0) return
  await ctx.db
    .insert(preferences)
    .values(rows)
    .onConflictDoUpdate({
      target: [preferences.userId, preferences.kind],
      set: { mail: sql`excluded.mail` }
    })
}

/** Those among these whose user wants their kind mailed at this frequency. */
export async function wanting<T extends { userId: number; kind: Kind }>(
  ctx: Context,
  of: readonly T[],
  frequency: Frequency
): Promise<T[]> {
  const waking = of.filter(({ kind }) => wakingKinds.includes(kind))
  const chosen = await chosenBy(ctx, userIdsOf(of))
  const woken = new Set(await staffAmong(ctx, userIdsOf(waking)))
  const own = new Map(chosen.map(({ userId, kind, mail }) => [`${userId} ${kind}`, mail]))
  return of.filter(({ userId, kind }) => {
    if (woken.has(userId) && wakingKinds.includes(kind)) return frequency === 'at_once'
    return (own.get(`${userId} ${kind}`) ?? factsOf[kind].mail) === frequency
  })
}

const userIdsOf = (of: readonly { userId: number }[]) => [
  ...new Set(of.map(({ userId }) => userId))
]

/**
 * Staff cannot turn off waking kinds, because an unsubscribe link in a forwarded mail could leave
 * nobody on call.
 */
async function staffAmong({ db }: Context, userIds: readonly number[]): Promise<number[]> {
  if (userIds.length === 0) return []
  const isStaff = and(isAmong(users.id, userIds), inArray(users.role, ['staff', 'admin']))
  return (await db.select({ id: users.id }).from(users).where(isStaff)).map(({ id }) => id)
}

export async function kindsMailed(
  ctx: Context,
  userId: number,
  frequency: Frequency
): Promise<Kind[]> {
  const chosen = await chosenBy(ctx, [userId])
  const own = new Map(chosen.map(({ kind, mail }) => [kind, mail]))
  return kinds.filter((kind) => (own.get(kind) ?? factsOf[kind].mail) === frequency)
}

const chosenBy = async ({ db }: Context, userIds: readonly number[]) =>
  db.select().from(preferences).where(isAmong(preferences.userId, userIds))

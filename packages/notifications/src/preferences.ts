import { sql } from 'drizzle-orm'
import { atLeast, transaction, type Context, type Role } from '@stoa/core'
import { isAmong } from '@stoa/core/data'
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

/**
 * Whether a notification is mailed at once. `frequency` is what its reader chose, null for the
 * default. Staff cannot turn off waking kinds, because an unsubscribe link in a forwarded mail could
 * leave nobody on call.
 */
export const isMailedNow = (of: { kind: Kind; frequency: Frequency | null; role: Role }) =>
  (wakingKinds.includes(of.kind) && atLeast(of.role, 'staff')) ||
  (of.frequency ?? factsOf[of.kind].mail) === 'at_once'

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

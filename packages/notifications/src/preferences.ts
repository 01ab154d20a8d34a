import { and, eq, inArray, sql } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import type { Preference } from './contract.ts'
import { kinds, preferences, wakingKinds, type Frequency, type Kind } from './schema.ts'

const defaults: Record<Kind, Frequency> = {
  answer: 'at_once',
  mention: 'at_once',
  moderation: 'at_once',
  alert: 'at_once',
  urgent_case: 'at_once',
  stolen_account: 'at_once',
  proposal: 'daily',
  application: 'daily',
  trust_proposal: 'at_once',
  application_answer: 'at_once',
  announcement: 'at_once',
  announcement_update: 'at_once',
  announcement_withdrawn: 'at_once',
  incident_resolved: 'at_once',
  announcement_reminder: 'at_once',
  ticket: 'at_once',
  ticket_changed: 'at_once',
  ticket_opened: 'at_once',
  // Agents look at the desk. A mail for each ticket to each agent would be noise.
  desk: 'never',
  desk_due: 'never',
  desk_overdue: 'at_once',
  desk_mention: 'at_once',
  reply: 'daily',
  new_thread: 'daily',
  accepted: 'daily',
  report_outcome: 'daily',
  thread_hidden: 'daily'
}

/** Returns the mail frequency of each kind for the actor, defaults included. */
export async function listPreferences(ctx: Context): Promise<{ items: Preference[] }> {
  const chosen = await chosenBy(ctx, [ctx.actor.id])
  const own = new Map(chosen.map(({ kind, mail }) => [kind, mail]))
  return { items: kinds.map((kind) => ({ kind, mail: own.get(kind) ?? defaults[kind] })) }
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

/** The users among these who want this kind mailed at this frequency. */
export async function wanting(
  ctx: Context,
  userIds: readonly number[],
  kind: Kind,
  frequency: Frequency
): Promise<Set<number>> {
  const [chosen, woken] = await Promise.all([
    chosenBy(ctx, userIds, kind),
    wakingKinds.includes(kind) ? staffAmong(ctx, userIds) : []
  ])
  const own = new Map<number, Frequency>(chosen.map(({ userId, mail }) => [userId, mail]))
  for (const { id } of woken) own.set(id, 'at_once')
  return new Set(userIds.filter((id) => (own.get(id) ?? defaults[kind]) === frequency))
}

/**
 * Staff cannot turn off waking kinds, because an unsubscribe link in a forwarded mail could leave
 * nobody on call.
 */
const staffAmong = ({ db }: Context, userIds: readonly number[]) =>
  db
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, [...userIds]), inArray(users.role, ['staff', 'admin'])))

export async function kindsMailed(
  ctx: Context,
  userId: number,
  frequency: Frequency
): Promise<Kind[]> {
  const chosen = await chosenBy(ctx, [userId])
  const own = new Map(chosen.map(({ kind, mail }) => [kind, mail]))
  return kinds.filter((kind) => (own.get(kind) ?? defaults[kind]) === frequency)
}

async function chosenBy({ db }: Context, userIds: readonly number[], kind?: Kind) {
  if (userIds.length === 0) return []
  const ofKind = kind && eq(preferences.kind, kind)
  return db
    .select()
    .from(preferences)
    .where(and(inArray(preferences.userId, [...userIds]), ofKind))
}

import { and, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm'
import { atLeast, transaction, type Context, type Role } from '@stoa/core'
import { isAmong } from '@stoa/core/data'
import { categoriesSeen } from '@stoa/threads'
import { categories, threads } from '@stoa/threads/tables'
import type { Preference, PreferenceChange } from './contract.ts'
import { factsOf } from './kinds.ts'
import { ownQuietHours, setQuietHours } from './quiet-hours.ts'
import {
  categoryMails,
  kinds,
  notifications,
  preferences,
  wakingKinds,
  type Choice,
  type Frequency,
  type Kind
} from './schema.ts'

/** Returns the actor's mail frequencies, defaults included, and their quiet hours. */
export async function listPreferences(ctx: Context) {
  const chosen = await chosenBy(ctx, [ctx.actor.id])
  const own = new Map(chosen.map(({ kind, mail }) => [kind, mail]))
  return {
    items: kinds.map((kind) => ({ kind, mail: own.get(kind) ?? factsOf[kind].mail })),
    usual: kinds.map((kind) => ({ kind, mail: factsOf[kind].mail })),
    categories: await ownCategoryMails(ctx),
    quietHours: await ownQuietHours(ctx)
  }
}

const ownCategoryMails = ({ db, actor }: Context) => {
  const { categoryId, mail } = categoryMails
  return db
    .select({ categoryId, mail })
    .from(categoryMails)
    .where(eq(categoryMails.userId, actor.id))
    .orderBy(categoryId)
}

/** Changes what is named: frequencies of kinds, all those of categories, or the quiet hours. */
export async function changePreferences(given: Context, change: PreferenceChange): Promise<void> {
  await transaction(given, async (ctx) => {
    await setFrequencies(ctx, ctx.actor.id, change.items)
    if (change.categories) await setCategoryMails(ctx, change.categories)
    if (change.quietHours !== undefined) await setQuietHours(ctx, change.quietHours)
  })
}

type CategoryMail = { categoryId: number; mail: Frequency }

/** Left out are categories that the actor may not know of. */
async function setCategoryMails(ctx: Context, chosen: readonly CategoryMail[]) {
  const { db, actor } = ctx
  const seen = new Set((await categoriesSeen(ctx)).map(({ id }) => id))
  const known = chosen.filter(({ categoryId }) => seen.has(categoryId))
  const byId = new Map(known.map((one) => [one.categoryId, { ...one, userId: actor.id }]))
  const isOwn = eq(categoryMails.userId, actor.id)
  await db
    .delete(categoryMails)
    .where(and(isOwn, notInArray(categoryMails.categoryId, [...byId.keys()])))
  if (byId.size === 0) return
  await db
    .insert(categoryMails)
    .values([...byId.values()])
    .onConflictDoUpdate({
      target: [categoryMails.userId, categoryMails.categoryId],
      set: { mail: sql`excluded.mail` }
    })
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

/** Turns off all that is gathered into a daily or weekly mail to any user. */
export async function endDigests(ctx: Context, userId: number): Promise<void> {
  const gathered: Choice[] = ['daily', 'weekly']
  const chosen = await chosenBy(ctx, [userId])
  const own = new Map(chosen.map(({ kind, mail }) => [kind, mail]))
  const ended = kinds.filter((kind) => gathered.includes(own.get(kind) ?? factsOf[kind].mail))
  await setFrequencies(
    ctx,
    userId,
    ended.map((kind) => ({ kind, mail: 'never' as const }))
  )
  await clearCategoryMails(ctx, userId)
}

/** For categories holds again what holds for new threads. Callers check the right to do so. */
export const clearCategoryMails = ({ db }: Context, userId: number) =>
  db.delete(categoryMails).where(eq(categoryMails.userId, userId))

/**
 * How often a notification is mailed by its reader's choice: that for the category of a new thread or
 * the category above it, else that for its kind; null if they chose nothing.
 */
export const chosenFrequency = sql<Choice | null>`coalesce(
  case when ${notifications.kind} = 'new_thread' then (
    select chosen.mail from ${categoryMails} chosen
    join ${threads} begun on begun.id = ${notifications.threadId}
    join ${categories} category on category.id = begun.category_id
    where chosen.user_id = ${notifications.userId}
      and chosen.category_id in (category.id, category.parent_id)
    order by chosen.category_id = category.id desc limit 1) end,
  (select chosen.mail from ${preferences} chosen
    where chosen.user_id = ${notifications.userId} and chosen.kind = ${notifications.kind}))`

/** Condition: the notification is mailed at this frequency. */
export const isMailed = (frequency: Frequency): SQL => {
  const usual = kinds.filter((kind) => factsOf[kind].mail === frequency)
  return sql`coalesce(${chosenFrequency},
    case when ${inArray(notifications.kind, usual)} then ${frequency} end) = ${frequency}`
}

/**
 * Whether a notification is mailed at once. `frequency` is what its reader chose, null for the
 * default. Staff cannot turn off waking kinds, because an unsubscribe link in a forwarded mail could
 * leave nobody on call.
 */
export const isMailedNow = (of: { kind: Kind; frequency: Choice | null; role: Role }) =>
  isWaking(of) || (of.frequency ?? factsOf[of.kind].mail) === 'at_once'

/** Whether it is mailed whatever its reader chose, and at any hour. */
export const isWaking = ({ kind, role }: { kind: Kind; role: Role }) =>
  wakingKinds.includes(kind) && atLeast(role, 'staff')

const chosenBy = async ({ db }: Context, userIds: readonly number[]) =>
  db.select().from(preferences).where(isAmong(preferences.userId, userIds))

import { and, count, eq, ne, notInArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewTexts } from '@stoa/accounts/text-review'
import { checkUnchanged, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { keyOf } from '@stoa/core/languages'
import type { topicChange, topicInput } from './contract.ts'
import { deskTopics } from './schema.ts'
import { checkForm, editedOfTopic, invalidateTopics } from './topics.ts'
import { savedReplies, tickets } from '../schema.ts'

type Input = z.output<typeof topicInput>
type Change = z.output<typeof topicChange>

/**
 * Adds a topic of the desk. The caller is an admin.
 * @throws Problem 409 `desk_topic_taken`, 422 as `ports.safety.review` and `checkForm`
 */
export async function addTopic(ctx: Context, input: Input): Promise<{ key: string }> {
  const { names, key = keyOf('topic', names) } = input
  await ctx.ports.safety.review(ctx, { path: 'key', text: key })
  await reviewTexts(ctx, 'names', names)
  await checkForm(ctx, input.form)
  return transaction(ctx, async (ctx) => {
    const last = sql<number>`(select coalesce(max(position), 0) + 1 from ${deskTopics})`
    const added = await ctx.db
      .insert(deskTopics)
      .values({ ...input, key, position: last, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ key: deskTopics.key })
    if (added.length === 0) throw conflict('desk_topic_taken')
    await record(ctx, key, 'added')
    await emit(ctx, 'ticket.topics_changed', {})
    return { key }
  })
}

/**
 * Changes a topic's names or form, or restores a retired one. Facts saved under an
 * earlier form stay with their tickets. The caller is an admin.
 * @throws Problem 404; 409 as `checkUnchanged`; 422 as `ports.safety.review` and `checkForm`
 */
export async function changeTopic(ctx: Context, key: string, change: Change): Promise<void> {
  await reviewTexts(ctx, 'names', change.names)
  await checkForm(ctx, change.form)
  const { offered, revision, ...values } = change
  await transaction(ctx, async (ctx) => {
    const isIt = eq(deskTopics.key, key)
    const [found] = await ctx.db.select().from(deskTopics).where(isIt).for('update')
    if (!found) throw notFound()
    checkUnchanged(revision, editedOfTopic(found), values)
    const set = { key, ...values, ...(offered && { retiredAt: null }) }
    await ctx.db.update(deskTopics).set(set).where(isIt)
    await record(ctx, key, 'changed')
    await emit(ctx, 'ticket.topics_changed', {})
  })
}

const record = (ctx: Context, topic: string, change: 'added' | 'changed' | 'retired') =>
  recordSecurityEvent(ctx, 'setting.changed', { details: { setting: 'desk_topic', topic, change } })

/**
 * Retires a topic: no new ticket can have it. The row is kept, because tickets use its name and
 * form, and one may be being opened right now. The caller is an admin.
 * @throws Problem 404; 409 `desk_topic_last` for the last topic that is offered
 */
export async function removeTopic(ctx: Context, key: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { db, now } = ctx
    const all = await db.select().from(deskTopics).for('update')
    const found = all.find((one) => one.key === key)
    if (!found) throw notFound()
    if (!all.some((one) => one.key !== key && one.retiredAt === null))
      throw conflict('desk_topic_last')
    await db
      .update(deskTopics)
      .set({ retiredAt: found.retiredAt ?? now })
      .where(eq(deskTopics.key, key))
    await record(ctx, key, 'retired')
    await emit(ctx, 'ticket.topics_changed', {})
  })
}

/** When the topics that every database begins with were made: their migration says it. */
const seededAt = '2026-01-01T00:00:00Z'

/** Whether there are tickets, saved replies, or topics that somebody added. */
export async function hasOwnDesk({ db }: Context): Promise<boolean> {
  const counts = await Promise.all([
    db.select({ count: count() }).from(tickets),
    db.select({ count: count() }).from(savedReplies),
    db.select({ count: count() }).from(deskTopics).where(ne(deskTopics.createdAt, seededAt))
  ])
  return counts.some(([row]) => (row?.count ?? 0) > 0)
}

/**
 * Replaces the topics that every database begins with. The caller is an admin of a forum without
 * tickets.
 * @throws Problem 422 as `addTopic`
 */
export async function replaceSeededTopics(
  ctx: Context,
  topics: readonly (z.output<typeof topicInput> & { key: string })[]
): Promise<void> {
  const keys = topics.map(({ key }) => key)
  await transaction(ctx, async (ctx) => {
    const seeded = await ctx.db.select().from(deskTopics).for('update')
    const known = new Set(seeded.map(({ key }) => key))
    for (const [index, { key, ...topic }] of topics.entries()) {
      if (known.has(key)) await changeTopic(ctx, key, { ...topic, offered: true })
      else await addTopic(ctx, { key, ...topic })
      const position = index + 1
      await ctx.db.update(deskTopics).set({ position }).where(eq(deskTopics.key, key))
    }
    const isLeft = and(eq(deskTopics.createdAt, seededAt), notInArray(deskTopics.key, keys))
    await ctx.db.delete(deskTopics).where(isLeft)
    await emit(ctx, 'ticket.topics_changed', {})
  })
  // What follows in the caller's transaction is about the new topics.
  invalidateTopics(ctx.ports)
}

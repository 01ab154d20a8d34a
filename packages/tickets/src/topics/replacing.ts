import { and, count, eq, ne, notInArray } from 'drizzle-orm'
import type { z } from 'zod'
import { emit, transaction, type Context } from '@stoa/core'
import { savedReplies, tickets } from '../schema.ts'
import type { topicInput } from './contract.ts'
import { deskTopics } from './schema.ts'
import { addTopic, changeTopic } from './topic-changes.ts'
import { invalidateTopics } from './topics.ts'

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

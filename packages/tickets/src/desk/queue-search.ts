import { and, desc, eq, sql } from 'drizzle-orm'
import { decodeCursor, idKey, paged, type Actor, type Context, type DeskTopic } from '@stoa/core'
import { topicsOf } from '../policy.ts'
import { filters, pageSize, queued, shown, type Query } from './queue-rows.ts'
import { tickets } from '../schema.ts'

/**
 * Finds tickets of all views that the actor answers and that contain the words `typed`, newest
 * first. Pages are cut from the results of the index: a page is shorter if tickets have changed
 * since they were indexed.
 */
export async function searchQueue(ctx: Context, query: Query, typed: string) {
  const { topic, language, priority, cursor } = query
  const [before] = cursor ? decodeCursor(cursor, idKey) : []
  const topics = topicsAmong(ctx.actor, topic)
  // The index leaves out the actor's own tickets: even the length of a page could reveal internal
  // notes in them.
  const except = await ownIds(ctx)
  const wanted = { typed, topics, language, priority, before, except }
  const found = await ctx.ports.ticketIdsWith(ctx, { ...wanted, limit: pageSize + 1 })
  const { items: ids, next } = paged(found, pageSize, (id) => [id])
  const isFound = sql`${tickets.id} = any(${sql.param(ids)}::bigint[])`
  const rows = await queued(ctx, and(isFound, filters(query))).orderBy(desc(tickets.id))
  return { items: rows.map((row) => shown(ctx, row)), next }
}

async function ownIds({ db, actor }: Context): Promise<number[]> {
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(eq(tickets.requesterId, actor.id))
  return rows.map(({ id }) => id)
}

function topicsAmong(actor: Actor, topic: DeskTopic | undefined) {
  const answered = topicsOf(actor)
  if (topic === undefined) return answered
  return answered === null || answered.includes(topic) ? [topic] : []
}

import { and, desc, eq, ne, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor, Context, DeskTopic } from '@stoa/core'
import { decodeCursor, encodeCursor, idKey, paged } from '@stoa/core/data'
import { behind, keyIn, sorted } from './queue-order.ts'
import { filters, pageSize, queued, shown, type Query } from './queue-rows.ts'
import { tickets } from '../schema.ts'
import { deskTickets, findAsDesk, topicsOf } from '../policy.ts'
import { isIn } from './views.ts'
import { viewCountLimit, type PlaceQuery, type ticketPlace } from './queue-contract.ts'

/**
 * Lists one view of the tickets that the actor answers, in the chosen order; ended tickets latest
 * first. With `q`, searches all views, newest first.
 */
export async function listQueue(ctx: Context, query: Query) {
  if (query.q) return searchQueue(ctx, query, query.q)
  const after = query.cursor ? behind(query, query.cursor) : undefined
  const rows = await queued(ctx, and(isIn(ctx, query.view), filters(query), after))
    .orderBy(...sorted(query))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) => keyIn(query, row))
  return { items: await shown(ctx, items), next }
}

/**
 * Finds tickets of all views that the actor answers and that contain the words `typed`, newest
 * first. Pages are cut from the results of the index: a page is shorter if tickets have changed
 * since they were indexed.
 */
async function searchQueue(ctx: Context, query: Query, typed: string) {
  const { topic, language, priority, cursor } = query
  const [before] = cursor ? decodeCursor(cursor, idKey) : []
  const topics = topicsAmong(ctx.actor, topic)
  // The index leaves out the actor's own tickets: even the length of a page could reveal internal
  // notes in them.
  const except = await ownIds(ctx)
  const wanted = { typed, topics, language, priority, before, except }
  const found = await ctx.ports.search.ticketIdsWith(ctx, { ...wanted, limit: pageSize + 1 })
  const { items: ids, next } = paged(found, pageSize, (id) => [id])
  const isFound = sql`${tickets.id} = any(${sql.param(ids)}::bigint[])`
  const rows = await queued(ctx, and(isFound, filters(query))).orderBy(desc(tickets.id))
  return { items: await shown(ctx, rows), next }
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

/**
 * Returns the place of a ticket in a list of the queue, and its neighbours. The place is that of
 * `at`, as answering a ticket moves it, or takes it out of the list.
 * @throws Problem 404; 422 `invalid_cursor`
 */
export async function placeOf(
  ctx: Context,
  { number, ...query }: PlaceQuery
): Promise<z.output<typeof ticketPlace>> {
  const ticket = await findAsDesk(ctx, number)
  const at = query.at ?? encodeCursor(keyIn(query, ticket))
  const list = and(deskTickets(ctx.actor), isIn(ctx, query.view), filters(query))
  const others = and(list, ne(tickets.id, ticket.id))
  const ahead = and(others, behind(query, at, true))
  const [next, previous, before, total, own] = await Promise.all([
    firstOf(ctx, and(others, behind(query, at)), sorted(query)),
    firstOf(ctx, ahead, sorted(query, true)),
    countOf(ctx, ahead),
    countOf(ctx, others),
    countOf(ctx, and(list, eq(tickets.id, ticket.id)))
  ])
  return { position: own > 0 ? before + 1 : null, total: total + own, previous, next, at }
}

async function firstOf({ db }: Context, where: SQL | undefined, order: SQL[]) {
  const [found] = await db
    .select({ number: tickets.number })
    .from(tickets)
    .where(where)
    .orderBy(...order)
    .limit(1)
  return found?.number ?? null
}

const countOf = ({ db }: Context, where: SQL | undefined) =>
  db.$count(
    db
      .select({ one: sql`1`.as('one') })
      .from(tickets)
      .where(where)
      .limit(viewCountLimit)
      .as('some')
  )

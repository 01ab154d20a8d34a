import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor, Context, DeskTopic } from '@stoa/core'
import { decodeCursor, idKey, paged, timeKey } from '@stoa/core/data'
import { filters, pageSize, type Query, queued, shown } from './queue-rows.ts'
import { tickets } from '../schema.ts'
import { topicsOf, deskTickets } from '../policy.ts'
import { viewCountLimit, type queueCounts } from './contract.ts'

// Written exactly as in the index: with parameters the planner would not recognise the condition.
const isOpen = sql`${tickets.state} not in ('resolved', 'closed')`
const stands = sql`(${tickets.pausedAt} is not null)`
const hasEnded = sql`${tickets.state} in ('resolved', 'closed')`

/**
 * Lists one view of the tickets that the actor answers: earliest deadline first, ended tickets
 * latest first. With `q`, searches all views, newest first.
 */
export async function listQueue(ctx: Context, query: Query) {
  if (query.q) return searchQueue(ctx, query, query.q)
  const rows = await queued(ctx, and(isIn(ctx, query.view), filters(query), behind(query)))
    .orderBy(...order(query))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) =>
    query.view === 'ended' ? [row.changedAt, row.id] : [row.pausedAt !== null, row.dueAt, row.id]
  )
  return { items: items.map((row) => shown(ctx, row)), next }
}

const order = ({ view }: Query) =>
  view === 'ended'
    ? [desc(tickets.changedAt), desc(tickets.id)]
    : [asc(stands), asc(tickets.dueAt), asc(tickets.id)]

/** Condition for the tickets of a view, without regard to who answers them. */
function isIn({ actor, now }: Context, view: Query['view']): SQL | undefined {
  const awake = or(isNull(tickets.snoozedUntil), lte(tickets.snoozedUntil, now))
  const ours = and(isOpen, inArray(tickets.state, ['new', 'open']))
  switch (view) {
    case 'unassigned':
      return and(ours, awake, isNull(tickets.assigneeId))
    case 'mine':
      return and(isOpen, awake, eq(tickets.assigneeId, actor.id))
    case 'overdue':
      return and(isOpen, awake, sql`not ${stands}`, lte(tickets.dueAt, now))
    case 'waiting':
      return sql`${tickets.state} like 'waiting%'`
    case 'snoozed':
      return and(isOpen, gt(tickets.snoozedUntil, now))
    case 'ended':
      return hasEnded
    case 'all':
      return and(isOpen, awake)
  }
}

function behind({ view, cursor }: Query): SQL | undefined {
  if (!cursor) return undefined
  return view === 'ended' ? before(cursor) : dueAfter(cursor)
}

function before(cursor: string): SQL {
  const [changedAt, id] = decodeCursor(cursor, timeKey)
  return sql`(${tickets.changedAt}, ${tickets.id}) < (${changedAt}::timestamptz, ${id}::bigint)`
}

const dueKey = z.tuple([z.boolean(), ...timeKey.def.items])

function dueAfter(cursor: string): SQL {
  const [held, dueAt, id] = decodeCursor(cursor, dueKey)
  const key = sql`(${held}::boolean, ${dueAt}::timestamptz, ${id}::bigint)`
  return sql`(${stands}, ${tickets.dueAt}, ${tickets.id}) > ${key}`
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

type Counts = z.output<typeof queueCounts>

const counted = ['unassigned', 'mine', 'overdue', 'waiting', 'snoozed'] as const

/** Counts the tickets that the actor answers, per view, up to `countLimit` each. */
export async function countQueue(ctx: Context): Promise<Counts> {
  const columns = counted.map((view) => sql`${countOf(ctx, view)} as ${sql.identifier(view)}`)
  const [row] = await ctx.db.execute<Counts>(sql`select ${sql.join(columns, sql`, `)}`)
  return row ?? { unassigned: 0, mine: 0, overdue: 0, waiting: 0, snoozed: 0 }
}

function countOf(ctx: Context, view: (typeof counted)[number]): SQL {
  const some = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(tickets)
    .where(and(deskTickets(ctx.actor), isIn(ctx, view)))
    .limit(viewCountLimit)
    .as('some')
  return sql`(select count(*)::int from ${some})`
}

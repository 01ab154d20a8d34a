import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  decodeCursor,
  idKey,
  paged,
  timeKey,
  type Actor,
  type Context,
  type DeskTopic
} from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { threads } from '@stoa/threads/schema'
import { z } from 'zod'
import type { queueQuery } from './contract.ts'
import { dueColumns, dueOf, type Due } from './service-levels/due-shown.ts'
import { deskTickets, topicsOf } from './policy.ts'
import { rowColumns, rowOf } from './reading.ts'
import { tickets } from './schema.ts'

type Query = z.output<typeof queueQuery>

const pageSize = 30
const assignee = alias(users, 'assignee')
// As it stands in the index: with parameters the planner would not see that it is the same.
const isOpen = sql`${tickets.state} not in ('resolved', 'closed')`
const stands = sql`(${tickets.heldSince} is not null)`
const hasEnded = sql`${tickets.state} in ('resolved', 'closed')`

/**
 * Tickets that the actor answers, of one view, what is due first and ended ones the latest first; those
 * of every view that have the words `q`, the newest first.
 */
export async function listQueue(ctx: Context, query: Query) {
  if (query.q) return search(ctx, query, query.q)
  const rows = await read(ctx, and(view(ctx, query), filters(query), behind(query)))
    .orderBy(...order(query))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) =>
    query.view === 'ended' ? [row.changedAt, row.id] : [row.heldSince !== null, row.dueAt, row.id]
  )
  return { items: items.map((row) => shown(ctx, row)), next }
}

const read = (ctx: Context, where: SQL | undefined) =>
  ctx.db
    .select({
      ...rowColumns(ctx),
      priority: tickets.priority,
      ...dueColumns,
      snoozedUntil: tickets.snoozedUntil,
      requester: authorColumns(users),
      assigneeId: tickets.assigneeId,
      assignee: authorColumns(assignee)
    })
    .from(tickets)
    .innerJoin(users, eq(users.id, tickets.requesterId))
    .leftJoin(assignee, eq(assignee.id, tickets.assigneeId))
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(and(deskTickets(ctx.actor), where))

/**
 * A page is of what the index found: it is shorter where that has changed since, and the next one goes on
 * behind it.
 */
async function search(ctx: Context, query: Query, typed: string) {
  const { topic, language, priority, cursor } = query
  const [before] = cursor ? decodeCursor(cursor, idKey) : []
  const topics = topicsAmong(ctx.actor, topic)
  // Not even that a page is full tells what the desk noted in them.
  const except = await ownIds(ctx)
  const wanted = { typed, topics, language, priority, before, except }
  const found = await ctx.ports.ticketIdsWith(ctx, { ...wanted, limit: pageSize + 1 })
  const { items: ids, next } = paged(found, pageSize, (id) => [id])
  const isFound = sql`${tickets.id} = any(${sql.param(ids)}::bigint[])`
  const rows = await read(ctx, and(isFound, filters(query))).orderBy(desc(tickets.id))
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

const order = ({ view }: Query) =>
  view === 'ended'
    ? [desc(tickets.changedAt), desc(tickets.id)]
    : [asc(stands), asc(tickets.dueAt), asc(tickets.id)]

const shown = <T extends Row>(ctx: Context, row: T) => {
  const { assigneeId, dueAt: _, heldSince: __, firstAnsweredAt: ___, ...rest } = row
  return {
    ...rowOf(rest),
    assignee: assigneeId === null ? null : row.assignee,
    due: dueOf(ctx, row)
  }
}

type Row = { id: number; number: string; assigneeId: number | null; assignee: unknown } & Due

function view({ actor, now }: Context, { view }: Query): SQL | undefined {
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
      return and(isOpen, sql`${tickets.state} like 'waiting%'`)
    case 'snoozed':
      return and(isOpen, gt(tickets.snoozedUntil, now))
    case 'ended':
      return hasEnded
    case 'all':
      return and(isOpen, awake)
  }
}

const filters = ({ topic, language, priority }: Query): SQL | undefined =>
  and(
    topic === undefined ? undefined : eq(tickets.topic, topic),
    language && eq(tickets.language, language),
    priority && eq(tickets.priority, priority)
  )

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

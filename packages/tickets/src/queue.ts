import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { decodeCursor, paged, timeKey, type Context } from '@stoa/core'
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
 * Tickets that the actor answers, of one view, what is due first; ended ones, and those of every view
 * that have the words `q`, the latest first.
 */
export async function listQueue(ctx: Context, query: Query) {
  const chosen = query.q ? await withWords(ctx, query.q) : view(ctx, query)
  const rows = await ctx.db
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
    .where(and(deskTickets(ctx.actor), chosen, filters(query), behind(query)))
    .orderBy(...order(query))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) =>
    latestFirst(query) ? [row.changedAt, row.id] : [row.heldSince !== null, row.dueAt, row.id]
  )
  return { items: items.map((row) => shown(ctx, row)), next }
}

const latestFirst = ({ view, q }: Query) => view === 'ended' || Boolean(q)

async function withWords(ctx: Context, typed: string): Promise<SQL> {
  return inArray(tickets.id, await ctx.ports.ticketIdsWith(ctx, typed, topicsOf(ctx.actor)))
}

const order = (query: Query) =>
  latestFirst(query)
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

function behind(query: Query): SQL | undefined {
  const { cursor } = query
  if (!cursor) return undefined
  return latestFirst(query) ? before(cursor) : dueAfter(cursor)
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

import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { decodeCursor, paged, timeKey, type Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { threads } from '@stoa/threads/schema'
import type { z } from 'zod'
import type { queueQuery } from './contract.ts'
import { deskTickets } from './policy.ts'
import { rowColumns, rowOf } from './reading.ts'
import { tickets } from './schema.ts'

type Query = z.output<typeof queueQuery>

const pageSize = 30
const assignee = alias(users, 'assignee')
// As it stands in the index: with parameters the planner would not see that it is the same.
const isOpen = sql`${tickets.state} not in ('resolved', 'closed')`
const hasEnded = sql`${tickets.state} in ('resolved', 'closed')`

/** Tickets that the actor answers, of one view, those that waited longest first; ended ones the latest first. */
export async function listQueue(ctx: Context, query: Query) {
  const inOrder = query.view === 'ended' ? desc : asc
  const rows = await ctx.db
    .select({
      ...rowColumns(ctx),
      priority: tickets.priority,
      snoozedUntil: tickets.snoozedUntil,
      requester: authorColumns(users),
      assigneeId: tickets.assigneeId,
      assignee: authorColumns(assignee)
    })
    .from(tickets)
    .innerJoin(users, eq(users.id, tickets.requesterId))
    .leftJoin(assignee, eq(assignee.id, tickets.assigneeId))
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(and(deskTickets(ctx.actor), view(ctx, query), filters(query), behind(query)))
    .orderBy(inOrder(tickets.changedAt), inOrder(tickets.id))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, ({ changedAt, id }) => [changedAt, id])
  return {
    items: items.map(({ assigneeId, ...row }) => ({
      ...rowOf(row),
      assignee: assigneeId === null ? null : row.assignee
    })),
    next
  }
}

function view({ actor, now }: Context, { view }: Query): SQL | undefined {
  const awake = or(isNull(tickets.snoozedUntil), lte(tickets.snoozedUntil, now))
  const ours = and(isOpen, inArray(tickets.state, ['new', 'open']))
  switch (view) {
    case 'unassigned':
      return and(ours, awake, isNull(tickets.assigneeId))
    case 'mine':
      return and(isOpen, awake, eq(tickets.assigneeId, actor.id))
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
    topic && eq(tickets.topic, topic),
    language && eq(tickets.language, language),
    priority && eq(tickets.priority, priority)
  )

function behind({ view, cursor }: Query): SQL | undefined {
  if (!cursor) return undefined
  const [changedAt, id] = decodeCursor(cursor, timeKey)
  const key = sql`(${changedAt}::timestamptz, ${id}::bigint)`
  const own = sql`(${tickets.changedAt}, ${tickets.id})`
  return view === 'ended' ? sql`${own} < ${key}` : sql`${own} > ${key}`
}

import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { filters, type Filter, type Query } from './queue-rows.ts'
import { tickets } from '../schema.ts'
import { deskTickets, isOpenTicket } from '../policy.ts'
import { deskViews, viewCountLimit, type queueCounts } from './queue-contract.ts'

// Written exactly as in the index: with parameters the planner would not recognise the condition.
const isRunning = sql`not (${tickets.pausedAt} is not null)`
const hasEnded = sql`${tickets.state} in ('resolved', 'closed')`

/** Condition for the tickets of a view, without regard to who answers them. */
export function isIn({ actor, now }: Context, view: Query['view']): SQL | undefined {
  const awake = or(isNull(tickets.snoozedUntil), lte(tickets.snoozedUntil, now))
  switch (view) {
    case 'unassigned':
      return and(
        isOpenTicket,
        awake,
        isNull(tickets.assigneeId),
        inArray(tickets.state, ['new', 'open'])
      )
    case 'mine':
      return and(isOpenTicket, awake, eq(tickets.assigneeId, actor.id))
    case 'overdue':
      return and(isOpenTicket, awake, isRunning, lte(tickets.dueAt, now))
    case 'waiting':
      return and(isOpenTicket, sql`${tickets.state} like 'waiting%'`)
    case 'snoozed':
      return and(isOpenTicket, gt(tickets.snoozedUntil, now))
    case 'follow_up':
      return isNotNull(tickets.followUpSince)
    case 'ended':
      return hasEnded
    case 'all':
      return and(isOpenTicket, awake)
  }
}

type Counts = z.output<typeof queueCounts>

/**
 * Counts the tickets that the actor answers and that pass the filters, per view, up to
 * `viewCountLimit` each.
 */
export async function countQueue(ctx: Context, filter: Filter): Promise<Counts> {
  const counts = await countLists(
    ctx,
    deskViews.map((view) => ({ ...filter, view }))
  )
  return Object.fromEntries(deskViews.map((view, at) => [view, counts[at] ?? 0])) as Counts
}

type List = Filter & Pick<Query, 'view'>

/** Counts several lists by one statement, as `countQueue`. */
export async function countLists(ctx: Context, lists: readonly List[]): Promise<number[]> {
  if (lists.length === 0) return []
  const counts = lists.map((list) => countOf(ctx, list))
  const [row] = await ctx.db.execute<{ counts: number[] }>(
    sql`select array[${sql.join(counts, sql`, `)}] as counts`
  )
  return row?.counts ?? []
}

function countOf(ctx: Context, list: List): SQL {
  const found = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(tickets)
    .where(and(deskTickets(ctx.actor), isIn(ctx, list.view), filters(list)))
    .$dynamic()
  // By the index of the latest ones, as all ended tickets would be scanned otherwise.
  if (list.view === 'ended') found.orderBy(desc(tickets.changedAt), desc(tickets.id))
  return sql`(select count(*)::int from ${found.limit(viewCountLimit).as('some')})`
}

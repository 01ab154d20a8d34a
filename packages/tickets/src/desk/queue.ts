import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { decodeCursor, paged, timeKey, type Context } from '@stoa/core'
import { z } from 'zod'
import { filters, pageSize, queued, shown, type Query } from './queue-rows.ts'
import { searchQueue } from './queue-search.ts'
import { tickets } from '../schema.ts'

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
export function isIn({ actor, now }: Context, view: Query['view']): SQL | undefined {
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

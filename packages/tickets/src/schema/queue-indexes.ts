import { sql, type SQLWrapper } from 'drizzle-orm'
import { index, type ExtraConfigColumn } from 'drizzle-orm/pg-core'

type Ordered = Record<
  'id' | 'topic' | 'requesterId' | 'assigneeId' | 'createdAt' | 'dueAt' | 'pausedAt',
  ExtraConfigColumn
>

/** The most urgent first. Queries repeat the expression of the index. */
export const byPriority = ({ priority }: { priority: SQLWrapper }) =>
  sql`(case ${priority} when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end)`

/** Since when the requester waits for the desk: the last answer, or the opening without one. */
export const lastAnswered = (t: Record<'lastAnsweredAt' | 'createdAt', SQLWrapper>) =>
  sql`(coalesce(${t.lastAnsweredAt}, ${t.createdAt}))`

/** Indexes for the order by deadline, of all open tickets and of each view. */
export const orders = (t: Ordered) => [
  // Includes topic and requester, so that overdue tickets are counted from the index alone.
  index('tickets_open')
    .on(sql`(paused_at is not null)`, t.dueAt, t.id, t.topic, t.requesterId, t.pausedAt)
    .where(sql`state not in ('resolved', 'closed')`),
  index('tickets_assignee')
    .on(t.assigneeId, sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state not in ('resolved', 'closed')`),
  index('tickets_waiting')
    .on(sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state like 'waiting%'`),
  index('tickets_place')
    .on(t.topic, sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state not in ('resolved', 'closed') and first_answered_at is null`),
  index('tickets_topic')
    .on(t.topic, sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state not in ('resolved', 'closed')`),
  index('tickets_snoozed')
    .on(sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state not in ('resolved', 'closed') and snoozed_until is not null`)
]

/** Indexes for the other orders that an agent can choose. */
export const chosenOrders = (t: Ordered) => [
  index('tickets_open_created')
    .on(t.createdAt, t.id, t.topic, t.requesterId)
    .where(sql`state not in ('resolved', 'closed')`),
  index('tickets_open_answered')
    .on(sql`(coalesce(last_answered_at, created_at))`, t.id)
    .where(sql`state not in ('resolved', 'closed')`),
  index('tickets_open_priority')
    .on(
      sql`(case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end)`,
      sql`(paused_at is not null)`,
      t.dueAt,
      t.id
    )
    .where(sql`state not in ('resolved', 'closed')`)
]

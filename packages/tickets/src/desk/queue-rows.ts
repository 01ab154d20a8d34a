import { and, arrayContains, eq, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { threads } from '@stoa/threads/tables'
import type { z } from 'zod'
import type { QueueRow, queueQuery } from './queue-contract.ts'
import { dueColumns, dueOf, type Due } from '../service-levels/deadlines.ts'
import { deskTickets } from '../policy.ts'
import { isOpen, type TicketState } from '../lifecycle/states.ts'
import { tickets } from '../schema.ts'
import { detailsOf, noDetails } from './row-details.ts'
import { normalizeTag } from './tags.ts'
import { rowColumns, rowOf } from '../conversation/ticket-row.ts'

/** View, filters and cursor of a request for the queue. */
export type Query = z.output<typeof queueQuery>

export type Filter = Pick<Query, 'topic' | 'language' | 'priority' | 'tag'>

/** Tickets per page of the queue. */
export const pageSize = 30

const assignee = alias(users, 'assignee')

/**
 * Selects tickets that the actor answers and that match a condition, without an order. Pass the
 * rows to `shown`.
 */
export const queued = (ctx: Context, where: SQL | undefined) =>
  ctx.db
    .select({
      ...rowColumns(ctx),
      priority: tickets.priority,
      tags: tickets.tags,
      ...dueColumns,
      lastAnsweredAt: tickets.lastAnsweredAt,
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

/** Converts rows to the shape of the queue. */
export async function shown<T extends Row>(ctx: Context, rows: readonly T[]) {
  const found = await detailsOf(
    ctx,
    rows.map(({ id }) => id)
  )
  return rows.map((row) => {
    const { assigneeId, dueAt: _, pausedAt: __, firstAnsweredAt: ___, ...rest } = row
    const { lastAnsweredAt: ____, ...listed } = rest
    const about = found.get(row.id) ?? noDetails
    return {
      ...rowOf(listed),
      assignee: assigneeId === null ? null : row.assignee,
      due: dueOf(ctx, row),
      ...{ last: about.last, unread: about.unread, requesterTickets: about.requesterTickets },
      turn: turnOf(row.state, about.answered)
    }
  })
}

type Row = Due & {
  id: number
  number: string
  state: TicketState
  assigneeId: number | null
  assignee: unknown
  lastAnsweredAt: string | null
}

/** Who has to act next; null if the ticket has ended. */
function turnOf(state: TicketState, answered: boolean): QueueRow['turn'] {
  if (!isOpen(state)) return null
  if (state === 'waiting_on_third_party') return 'third_party'
  return state === 'waiting_on_requester' || answered ? 'requester' : 'desk'
}

/** Condition for topic, language, priority and tag, as far as given. */
export const filters = ({ topic, language, priority, tag }: Filter): SQL | undefined =>
  and(
    topic === undefined ? undefined : eq(tickets.topic, topic),
    language && eq(tickets.language, language),
    priority && eq(tickets.priority, priority),
    tag === undefined ? undefined : arrayContains(tickets.tags, [normalizeTag(tag)])
  )

import { and, eq, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { threads } from '@stoa/threads/tables'
import type { z } from 'zod'
import type { queueQuery } from './contract.ts'
import { dueColumns, dueOf, type Due } from '../service-levels/due-shown.ts'
import { deskTickets } from '../policy.ts'
import { rowColumns, rowOf } from '../conversation/ticket-row.ts'
import { tickets } from '../schema.ts'

/** View, filters and cursor of a request for the queue. */
export type Query = z.output<typeof queueQuery>

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

/** Converts a row to the shape of the queue. */
export const shown = <T extends Row>(ctx: Context, row: T) => {
  const { assigneeId, dueAt: _, pausedAt: __, firstAnsweredAt: ___, ...rest } = row
  return {
    ...rowOf(rest),
    assignee: assigneeId === null ? null : row.assignee,
    due: dueOf(ctx, row)
  }
}

type Row = { id: number; number: string; assigneeId: number | null; assignee: unknown } & Due

/** Condition for topic, language and priority, as far as given. */
export const filters = ({ topic, language, priority }: Query): SQL | undefined =>
  and(
    topic === undefined ? undefined : eq(tickets.topic, topic),
    language && eq(tickets.language, language),
    priority && eq(tickets.priority, priority)
  )

import type { Context } from '@stoa/core'
import type { Ticket } from '../finding.ts'
import { tickets } from '../schema.ts'

export type Due = Pick<Ticket, 'dueAt' | 'pausedAt' | 'firstAnsweredAt'>

export const dueColumns = {
  dueAt: tickets.dueAt,
  pausedAt: tickets.pausedAt,
  firstAnsweredAt: tickets.firstAnsweredAt
}

/** The desk's next deadline on a ticket. */
export const dueOf = ({ now }: Pick<Context, 'now'>, ticket: Due) => ({
  what: ticket.firstAnsweredAt ? ('resolution' as const) : ('answer' as const),
  at: ticket.dueAt,
  stands: ticket.pausedAt !== null,
  overdue: ticket.pausedAt === null && ticket.dueAt <= now
})

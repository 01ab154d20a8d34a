import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { LinkedTicket } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import { visibleTickets } from '../policy.ts'
import { tickets } from '../schema.ts'
import { rowColumns } from './ticket-row.ts'

/** Implements the port that shows links to tickets, to those alone who may read them. */
export async function linkedTickets(
  ctx: Context,
  numbers: readonly string[]
): Promise<LinkedTicket[]> {
  const { number, subject, language, state, outcome } = rowColumns(ctx)
  const rows = await ctx.db
    .select({ number, subject, language, state, outcome })
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(and(inArray(tickets.number, [...numbers]), visibleTickets(ctx.actor)))
  return rows.map(({ subject, outcome, ...row }) => ({
    ...row,
    title: subject ?? row.number,
    state: row.state === 'closed' ? (outcome ?? row.state) : row.state
  }))
}

import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { visibleThreads, type LinkedTicket } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import { ticketUrl, visibleTickets } from '../policy.ts'
import { deskTopics, tickets } from '../schema.ts'

/** Columns of ticket rows; the query must join `threads`. */
export const rowColumns = ({ actor, locale }: Pick<Context, 'actor' | 'locale'>) => ({
  id: tickets.id,
  number: tickets.number,
  topic: tickets.topic,
  topicName: sql<string>`(select names ->> ${locale}::text from ${deskTopics} where key = ${tickets.topic})`,
  subject: sql<string | null>`coalesce(${tickets.subject},
    case when ${visibleThreads(actor)} then ${threads.title} end)`,
  language: tickets.language,
  state: tickets.state,
  outcome: tickets.outcome,
  createdAt: tickets.createdAt,
  changedAt: tickets.changedAt
})

/** Converts a row to the shape of lists. */
export const rowOf = <T extends { id: number; number: string }>({ id: _, ...row }: T) => ({
  ...row,
  url: ticketUrl(row.number)
})

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

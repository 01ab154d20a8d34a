import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import { ticketUrl } from '../finding.ts'
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

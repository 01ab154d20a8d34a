import { and, asc, eq, gt, inArray, lte, or } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { renderMarkdown } from '@stoa/threads/rendering'
import { threads } from '@stoa/threads/tables'
import { ticketMessages, tickets } from './schema.ts'

type Which =
  | { ids: number[] }
  | { requesterId: number }
  | { threadId: number }
  | { after: number; limit: number }

/**
 * Texts of tickets for the desk's search: number, subject (or the thread's title) and conversation
 * including notes, ordered by id. Facts are excluded because they are confidential, and so are
 * messages that can still be recalled.
 */
export async function ticketTexts({ db, now }: Context, which: Which) {
  const { id, number, topic, language, priority, subject } = tickets
  const rows = await db
    .select({ id, number, topic, language, priority, subject, title: threads.title })
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(conditionOf(which))
    .orderBy(asc(id))
    .limit('limit' in which ? which.limit : maxBatch)
  const bodies = await bodiesOf(
    db,
    rows.map((row) => row.id),
    now
  )
  return rows.map((row) => ({
    ticketId: row.id,
    topic: row.topic,
    language: row.language,
    priority: row.priority,
    title: `${row.subject ?? row.title ?? ''} ${row.number}`,
    body: (bodies.get(row.id) ?? []).join('\n')
  }))
}

const maxBatch = 10_000

function conditionOf(which: Which) {
  if ('ids' in which) return inArray(tickets.id, which.ids)
  if ('after' in which) return gt(tickets.id, which.after)
  if ('threadId' in which) return eq(tickets.threadId, which.threadId)
  return eq(tickets.requesterId, which.requesterId)
}

async function bodiesOf(db: Context['db'], ids: number[], now: string) {
  const bodies = new Map<number, string[]>()
  if (ids.length === 0) return bodies
  const { ticketId, body, audience, sentAt } = ticketMessages
  const said = and(inArray(ticketId, ids), or(eq(audience, 'staff'), lte(sentAt, now)))
  const rows = await db.select({ ticketId, body }).from(ticketMessages).where(said)
  for (const row of rows) {
    const known = bodies.get(row.ticketId) ?? []
    if (known.length === 0) bodies.set(row.ticketId, known)
    known.push(renderMarkdown(row.body).textContent)
  }
  return bodies
}

import { Readable } from 'node:stream'
import { and, asc, lte, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { csvLine, csvMark } from '@stoa/core/text'
import type { SecurityEvent, SecurityEventFilter } from './contract.ts'
import { matches, select, toSecurityEvent, type Row } from './listing.ts'
import { recordSecurityEvent } from './recording.ts'
import { securityEvents } from './schema.ts'

export type LogFormat = 'csv' | 'ndjson'

/**
 * Streams the filtered events as a file, the oldest first. The export is itself recorded as an
 * event. The caller is an admin.
 */
export async function exportSecurityLog(
  ctx: Context,
  format: LogFormat,
  filter: SecurityEventFilter
): Promise<Readable> {
  const fields = Object.keys(filter).filter((name) => filter[name as keyof typeof filter])
  await recordSecurityEvent(ctx, 'export.security_log', { details: { format, fields } })
  return Readable.from(format === 'csv' ? csvOf(ctx, filter) : ndjsonOf(ctx, filter))
}

async function* ndjsonOf(ctx: Context, filter: SecurityEventFilter) {
  for await (const { sealed: _, ...event } of everyEvent(ctx, filter))
    yield `${JSON.stringify(event)}\n`
}

const head = [
  ...['id', 'created_at', 'kind', 'actor_id', 'actor', 'subject_id', 'subject'],
  ...['browser', 'network', 'details', 'made_by']
]

async function* csvOf(ctx: Context, filter: SecurityEventFilter) {
  yield csvMark + csvLine(head)
  for await (const event of everyEvent(ctx, filter)) yield csvLine(cellsOf(event))
}

const cellsOf = ({ actor, subject, ...event }: SecurityEvent) => [
  ...[event.id, event.createdAt, event.kind, actor?.id ?? null, actor?.username ?? null],
  ...[subject?.id ?? null, subject?.username ?? null, event.browser, event.network],
  JSON.stringify(event.details),
  actor?.madeBy ?? null
]

/** The filtered events up to now, the oldest first. */
async function* everyEvent(ctx: Context, filter: SecurityEventFilter) {
  const { id, createdAt } = securityEvents
  const rows = everyRow<Row>((last) => {
    const behind = last && sql`(${createdAt}, ${id}) > (${last.createdAt}, ${last.id})`
    return select(ctx, and(matches(filter), lte(createdAt, ctx.now), behind))
      .orderBy(asc(createdAt), asc(id))
      .limit(rowBatchSize)
  })
  for await (const row of rows) yield toSecurityEvent(row)
}

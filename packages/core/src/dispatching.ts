import { asc, isNull, sql } from 'drizzle-orm'
import type { Database } from './database/index.ts'
import { events } from './schema.ts'

const batchSize = 500
// PostgreSQL allows less than 8000 bytes.
const notifyLimit = 7000

/** The channel that announces every dispatched event to all nodes. */
export const channel = 'stoa_events'

/** Whether a type of event has effects. */
export type IsFollowed = (type: string) => boolean

/** One event in a notice on the channel. */
export type EventNotice = { id: number; type: string; payload: Record<string, unknown> }

/**
 * Dispatches until no event waits, and returns their number.
 * @param hasEffects whether a type of event has effects; others get no job
 */
export async function dispatchAll(
  db: Database,
  hasEffects: IsFollowed,
  now: string
): Promise<number> {
  let dispatched = 0
  for (;;) {
    const inBatch = await dispatchBatch(db, hasEffects, now)
    dispatched += inBatch
    if (inBatch < batchSize) return dispatched
  }
}

async function dispatchBatch(db: Database, hasEffects: IsFollowed, now: string): Promise<number> {
  return db.transaction(async (tx) => {
    const waiting = await tx
      .select({ id: events.id, type: events.type, payload: events.payload })
      .from(events)
      .where(isNull(events.dispatchedAt))
      .orderBy(asc(events.id))
      .limit(batchSize)
      .for('update', { skipLocked: true })
    const followed = waiting.filter(({ type }) => hasEffects(type))
    if (followed.length > 0) await addJobs(tx, followed)
    if (waiting.length > 0) await announce(tx, waiting, now)
    return waiting.length
  })
}

async function addJobs(db: Database, batch: EventNotice[]) {
  const jobs = batch.map((event) => ({
    identifier: 'effects',
    payload: { eventId: event.id },
    queueName: queueOf(event.payload)
  }))
  await db.execute(sql`
    select count(*) from graphile_worker.add_jobs(array(
      select row(j ->> 'identifier', j -> 'payload', j ->> 'queueName', null, null, null, null, null)
        ::graphile_worker.job_spec
      from json_array_elements(${JSON.stringify(jobs)}::json) j))`)
}

async function announce(db: Database, batch: EventNotice[], now: string) {
  for (const notice of notices(batch))
    await db.execute(sql`select pg_notify(${channel}, ${notice})`)
  // One array parameter, so that batches of every length share one prepared statement.
  const ids = sql.param(batch.map((event) => event.id))
  await db
    .update(events)
    .set({ dispatchedAt: now })
    .where(sql`${events.id} = any(${ids}::bigint[])`)
}

/** Effects about the same thing run one after the other. */
function queueOf(payload: Record<string, unknown>): string | null {
  const [key] = ['postId', 'threadId', 'userId', 'announcementId', 'webhookId'].filter(
    (name) => name in payload
  )
  return key ? `${key.slice(0, -2)}:${String(payload[key])}` : null
}

function notices(batch: EventNotice[]): string[] {
  const chunks: string[][] = [[]]
  let size = 0
  for (const text of batch.map((event) => JSON.stringify(event))) {
    if (size + Buffer.byteLength(text) > notifyLimit) {
      chunks.push([])
      size = 0
    }
    chunks.at(-1)?.push(text)
    size += Buffer.byteLength(text) + 1
  }
  return chunks.map((chunk) => `[${chunk.join(',')}]`)
}

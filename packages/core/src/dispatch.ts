import { sql } from 'drizzle-orm'
import type { Database } from './database/index.ts'
import { queueOf } from './job-queues.ts'
import { preparedStatement } from './prepared-statement.ts'
import { events } from './schema.ts'

const batchSize = 500
// PostgreSQL allows less than 8000 bytes.
const notifyLimit = 7000

/** The channel that announces every dispatched event to all nodes. */
export const channel = 'stoa_events'

/**
 * What follows from a type of event: whether it has effects, whether mails, and the names of its
 * other jobs.
 */
export type WorkOf = (type: string) => {
  hasEffects: boolean
  isMailed: boolean
  jobs: readonly string[]
}

/** One event in a notice on the channel. */
export type EventNotice = { id: number; type: string; payload: Record<string, unknown> }

/**
 * Dispatches until no event waits, and returns their number.
 * @param workOf what follows from a type of event
 */
export async function dispatchAll(db: Database, workOf: WorkOf, now: string): Promise<number> {
  let dispatched = 0
  for (;;) {
    const inBatch = await dispatchBatch(db, workOf, now)
    dispatched += inBatch
    if (inBatch < batchSize) return dispatched
  }
}

async function dispatchBatch(db: Database, workOf: WorkOf, now: string): Promise<number> {
  return db.transaction(async (tx) => {
    const found = await takeWaiting(tx, { now, batchSize })
    const waiting = found.toSorted((one, other) => one.id - other.id)
    const jobs = [
      ...effectsJob(waiting, workOf),
      ...mailsJob(waiting, workOf),
      ...jobsOf(waiting, workOf)
    ]
    const values = { jobs: JSON.stringify(jobs), notices: notices(waiting) }
    if (waiting.length > 0) await addJobsAndAnnounce(tx, values)
    return waiting.length
  })
}

const takeWaiting = preparedStatement<EventNotice>(
  () => sql`update ${events} set dispatched_at = ${sql.placeholder('now')}::timestamptz
    where id = any(array(select id from ${events} where dispatched_at is null order by id
      limit ${sql.placeholder('batchSize')}::int for update skip locked))
    returning id, type, payload`
)

type JobSpec = { identifier: string; payload: object; queueName: string | null; jobKey?: string }

/**
 * All effects of all events run in one queue, so that one batch at a time and in order changes what
 * events are about.
 */
export const effectsQueue = 'effects'

/** Attempts over about three days, with graphile-worker's exponential back-off. */
export const effectAttempts = 18

/** The job that runs the effects of these events in batches. */
function effectsJob(batch: EventNotice[], workOf: WorkOf): JobSpec[] {
  const found = batch.filter(({ type }) => workOf(type).hasEffects)
  if (found.length === 0) return []
  const payload = { events: found.map(({ id, type }) => ({ id, type })) }
  return [{ identifier: 'effects', payload, queueName: effectsQueue }]
}

/** The job that sends the mails about these events. */
function mailsJob(batch: EventNotice[], workOf: WorkOf): JobSpec[] {
  const mailed = batch.filter(({ type }) => workOf(type).isMailed)
  if (mailed.length === 0) return []
  return [{ identifier: 'mails', payload: { events: mailed }, queueName: null }]
}

const jobsOf = (batch: EventNotice[], workOf: WorkOf): JobSpec[] =>
  batch.flatMap(({ id, type, payload }) =>
    workOf(type).jobs.map((name) => ({
      identifier: 'effect',
      payload: { eventId: id, effect: name },
      queueName: queueOf(payload),
      jobKey: `${id}:${name}`
    }))
  )

/** Query of the ids of events whose effects or jobs wait. */
export const awaitedEvents = `
  select (payload ->> 'eventId')::bigint as id from graphile_worker._private_jobs
  where payload ->> 'eventId' is not null
  union select (event ->> 'id')::bigint from graphile_worker._private_jobs,
    json_array_elements(payload -> 'events') event`

const addJobsAndAnnounce = preparedStatement(
  () => sql`select (select count(*) from graphile_worker.add_jobs(array(
      select row(j ->> 'identifier', j -> 'payload', j ->> 'queueName', null, ${effectAttempts}::int,
        j ->> 'jobKey', null, null)
        ::graphile_worker.job_spec
      from json_array_elements(${sql.placeholder('jobs')}::json) j))),
    (select count(pg_notify(${channel}, notice))
      from unnest(${sql.placeholder('notices')}::text[]) notice)`
)

/**
 * Tells every node that any events may have happened which nobody dispatches, as after the demo
 * community was made: a notice of none. In a transaction they hear of it with its commit.
 */
export const announceUnknown = (db: Database) => db.execute(sql`select pg_notify(${channel}, '[]')`)

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

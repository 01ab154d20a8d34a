import { sql } from 'drizzle-orm'
import type { Database } from './database/index.ts'

/** Number of queues of each kind. */
const queueCount = 8

/** Kinds of things by the name of their id in payloads. */
const kinds = { postId: 'post', threadId: 'thread', userId: 'user', announcementId: 'announcement' }

/**
 * Returns the queue of a job: jobs about the same thing run one after the other. graphile-worker
 * locks all queues that were ever used whenever it looks for a job, so things of a kind share a few.
 * Receivers of webhooks do not wait for each other.
 */
export function queueOf(payload: Record<string, unknown>): string | null {
  for (const [key, kind] of Object.entries(kinds))
    if (key in payload) return `${kind}s ${Number(payload[key]) % queueCount}`
  return 'webhookId' in payload ? `webhook:${String(payload['webhookId'])}` : null
}

const queues = sql`graphile_worker._private_job_queues`
const jobs = sql`graphile_worker._private_jobs`

/**
 * Deletes the queues of releases that had one for each thing. A job that such a release adds at the
 * same moment needs none.
 */
export async function deleteOldQueues(db: Database): Promise<void> {
  await db.execute(sql`delete from ${queues} where id in (select id from ${queues} queue
    where queue_name ~ ${`^(?:${Object.values(kinds).join('|')}):`} and locked_at is null
      and not exists (select from ${jobs} where job_queue_id = queue.id)
    for update skip locked)`)
  await db.execute(sql`update ${jobs} job set job_queue_id = null where job_queue_id is not null
    and not exists (select from ${queues} where id = job.job_queue_id)`)
}

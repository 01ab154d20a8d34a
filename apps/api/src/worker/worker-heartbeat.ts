import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import { sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { Poller } from '@stoa/core/effects'
import { workerHeartbeats } from '@stoa/core/schema'

const beatEvery = 5000
const deadAfter = 40_000
/** A worker without a connection is dead after two missed heartbeats. */
const unconnectedDeadAfter = 10_000
/** A job that was locked for this worker so long ago without starting was lost on the way. */
const unreachedAfter = 3000

/**
 * Records every five seconds that this worker is alive, and releases the jobs of dead ones: at the
 * next heartbeat after their connections ended, or within a minute if the network is why they do
 * not answer. If a worker is alive after all, nothing runs twice, because each effect is claimed in
 * its transaction.
 */
export class WorkerHeartbeat extends Poller {
  /** Receives the events of graphile-worker. */
  readonly events: WorkerEvents = new EventEmitter()
  readonly #context: () => Context
  #workerId = ''
  readonly #begun = new Set<string>()
  /** The workers that were connected at the last heartbeat. */
  #connected: string[] = []

  /** @param onError receives the error of a failed heartbeat; the next one tries again */
  constructor(context: () => Context, onError: (error: unknown) => void) {
    super(async () => {
      await this.beat().catch(onError)
      return beatEvery
    })
    this.#context = context
    this.events.on('pool:create', ({ workerPool }) => (this.#workerId = workerPool.id))
    this.events.on('job:start', ({ job }) => this.#begun.add(job.id))
    this.events.on('job:complete', ({ job }) => this.#begun.delete(job.id))
  }

  /** Releases jobs soon that were locked when the connection to the database broke. */
  recover(): void {
    this.wakeWithin(unreachedAfter)
  }

  async beat(): Promise<void> {
    const { db, now } = this.#context()
    const beat = { workerId: this.#workerId, beatAt: now }
    await db
      .insert(workerHeartbeats)
      .values(beat)
      .onConflictDoUpdate({ target: workerHeartbeats.workerId, set: beat })
    const connected = await connectedWorkers(this.#context())
    const gone = this.#connected.filter((id) => !connected.includes(id))
    this.#connected = connected
    await freeJobsOfDead(this.#context(), connected, gone)
    await freeUnreached(this.#context(), this.#workerId, [...this.#begun])
  }
}

/** The ids of workers that are connected. Those of the release before do not name themselves. */
async function connectedWorkers({ db }: Context): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct split_part(application_name, ' ', 3) as id from pg_stat_activity
    where application_name like 'stoa worker/% %' and datname = current_database()`)
  return rows.map(({ id }) => id)
}

/**
 * Releases jobs and job queues of workers that are gone, and of those without a heartbeat for 40
 * seconds, or 10 if they are not connected.
 * @param gone ids of workers whose connections have ended
 */
async function freeJobsOfDead({ db, now }: Context, connected: string[], gone: string[]) {
  const cutoff = after(now, -deadAfter)
  const dead = await db.execute<{ id: string }>(sql`
    delete from worker_heartbeats where beat_at <= ${cutoff}
      or worker_id = any(${sql.param(gone)}::text[])
      or (beat_at <= ${after(now, -unconnectedDeadAfter)}
        and worker_id <> all(${sql.param(connected)}::text[]))
    returning worker_id as id`)
  await db.execute(sql`select graphile_worker.force_unlock_workers(array(
    select locked_by from (
      select locked_by, locked_at from graphile_worker._private_jobs where locked_at is not null
      union all
      select locked_by, locked_at from graphile_worker._private_job_queues
        where locked_at is not null) locks
    where locked_by = any(${sql.param([...gone, ...dead.map(({ id }) => id)])}::text[])
      or (locked_at <= ${cutoff} and locked_by not in (select worker_id from worker_heartbeats))))`)
}

/**
 * Releases jobs that were locked for this worker over a connection that broke before they arrived.
 */
async function freeUnreached({ db, now }: Context, workerId: string, begun: string[]) {
  const cutoff = after(now, -unreachedAfter)
  await db.execute(sql`
    with freed as (
      update graphile_worker._private_jobs set locked_by = null, locked_at = null
      where locked_by = ${workerId} and locked_at <= ${cutoff}
        and id <> all(${sql.param(begun)}::bigint[])
      returning job_queue_id)
    update graphile_worker._private_job_queues set locked_by = null, locked_at = null
    where locked_by = ${workerId} and id in (select job_queue_id from freed)`)
}

import { setTimeout as wait } from 'node:timers/promises'
import { Gauge, type Registry } from 'prom-client'
import { isDeliveryHeld } from '@stoa/core/effects'
import type { Connection } from '@stoa/core/database'
import { sql } from 'drizzle-orm'
import { clockOffset } from '../clock-offset.ts'
import { isReachable } from '../readiness.ts'
import { secondsSince } from '../backup/record.ts'

type Counted = { count: number } & Record<string, string | number>

/**
 * Reads queue lengths from the database. Only the first metric is present while it is unreachable.
 */
export function readDatabase(registry: Registry, connection: Connection): void {
  const { sql, db, isAway } = connection
  new Gauge({
    name: 'stoa_database_up',
    help: 'Whether the database answers.',
    registers: [registry],
    async collect() {
      this.set((await isReachable(db)) ? 1 : 0)
    }
  })
  const ask = asksIn(registry, isAway)
  ask(
    'stoa_database_connections',
    'Connections of all nodes by what they are for and do.',
    ['application', 'state'],
    () => sql<Counted[]>`
      select split_part(application_name, '/', 1) as application, coalesce(state, 'unknown') as state, count(*) as count
      from pg_stat_activity where datname = current_database() and usename = current_user
      group by 1, 2`
  )
  readJobs(ask, connection)
  ask(
    'stoa_clock_offset_seconds',
    'Seconds that the clock of this process is ahead of that of the database; negative: behind.',
    [],
    async () => [{ count: await clockOffset(connection) }]
  )
  ask(
    'stoa_delivery_held',
    'Whether mail and webhooks are held since a backup was restored.',
    [],
    async () => [{ count: Number(await isDeliveryHeld(connection)) }]
  )
  ask(
    'stoa_events_waiting',
    'Events that are not jobs yet.',
    [],
    () => sql<Counted[]>`select count(*) as count from events where dispatched_at is null`
  )
}

export type Ask = ReturnType<typeof asksIn>

function readJobs(ask: Ask, { sql }: Connection) {
  ask(
    'stoa_jobs',
    'Jobs of all nodes: waiting for their first attempt or for another one, running, or failed for good.',
    ['state'],
    () => sql<Counted[]>`
      select state, count(jobs.id) as count
      from unnest(array['waiting', 'retrying', 'running', 'failed']) state
      left join graphile_worker.jobs on state = case
        when locked_at is not null then 'running'
        when attempts >= max_attempts then 'failed'
        when attempts > 0 then 'retrying' else 'waiting' end
      group by 1`
  )
  ask(
    'stoa_jobs_oldest_due_seconds',
    'For how long the oldest job has been due that nobody works on; 0 where none waits.',
    [],
    () => sql<Counted[]>`
      select coalesce(extract(epoch from ${new Date().toISOString()}::timestamptz - min(run_at)), 0)::float as count
      from graphile_worker.jobs
      where run_at <= ${new Date().toISOString()} and locked_at is null and attempts < max_attempts`
  )
}

type Asking = () => PromiseLike<Counted[]>

const answersWithin = 800

/** Returns a function that adds a gauge whose values a query of the database answers. */
export const asksIn =
  (registry: Registry, isAway: () => boolean) =>
  (name: string, help: string, labelNames: string[], asking: Asking) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const rows = isAway() ? [] : await inTime(asking())
        this.reset()
        // A gauge without labels would report 0 for an unknown value.
        if (rows.length === 0 && labelNames.length === 0) this.remove()
        for (const { count, ...labels } of rows) this.set(labels, count)
      }
    })

/** The answer of a query; empty if it failed or takes too long. */
const inTime = (answer: PromiseLike<Counted[]>): Promise<Counted[]> =>
  Promise.race([Promise.resolve(answer).catch(() => []), wait(answersWithin, [], { ref: false })])

/** Reads how old the last backups are. Nothing is reported while there is none. */
export function readBackups(ask: Ask, { db }: Connection): void {
  const seconds = (field: 'at' | 'verifiedAt') => async () => {
    const since = secondsSince(field, new Date().toISOString())
    const [row] = await db.execute<{ count: number | null }>(sql`select ${since} as count`)
    return row && row.count !== null ? [{ count: row.count }] : []
  }
  ask('stoa_backup_age_seconds', 'Age of the last backup of `stoa backup`.', [], seconds('at'))
  ask(
    'stoa_backup_verified_age_seconds',
    'Seconds since a backup was last restored on trial.',
    [],
    seconds('verifiedAt')
  )
}

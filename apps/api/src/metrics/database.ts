import { Gauge, type Registry } from 'prom-client'
import type { Connection } from '@stoa/core/database'

type Counted = { count: number } & Record<string, string | number>

/** Asks the database what waits in it; these lines are missing while it cannot be reached. */
export function readDatabase(registry: Registry, { sql }: Connection): void {
  const ask = asksIn(registry)
  ask(
    'stoa_database_connections',
    'Connections of all nodes by what they are for and do.',
    ['application', 'state'],
    () => sql<Counted[]>`
      select application_name as application, coalesce(state, 'unknown') as state, count(*) as count
      from pg_stat_activity where datname = current_database() and usename = current_user
      group by 1, 2`
  )
  ask(
    'stoa_jobs',
    'Jobs of all nodes: waiting for their turn or another attempt, or failed for good.',
    ['state'],
    () => sql<Counted[]>`
      select state, count(jobs.id) as count from unnest(array['waiting', 'failed']) state
      left join graphile_worker.jobs
        on state = case when attempts < max_attempts then 'waiting' else 'failed' end
      group by 1`
  )
  ask(
    'stoa_events_waiting',
    'Events that are not jobs yet.',
    [],
    () => sql<Counted[]>`select count(*) as count from events where dispatched_at is null`
  )
}

type Asking = () => Promise<Counted[]>

const asksIn =
  (registry: Registry) => (name: string, help: string, labelNames: string[], asking: Asking) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const rows = await asking().catch(() => [])
        this.reset()
        for (const { count, ...labels } of rows) this.set(labels, count)
      }
    })

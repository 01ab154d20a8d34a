import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@stoa/core/database'

/** Waits until the effects of earlier writes are done, whichever node does them. */
export async function untilIdle(connection: Connection): Promise<void> {
  while (await hasWork(connection)) await sleep(50)
}

async function hasWork({ sql }: Connection): Promise<boolean> {
  const [row] = await sql<{ waits: boolean }[]>`
    select exists (select from events where dispatched_at is null) or exists (
      select from graphile_worker.jobs where task_identifier in ('effects', 'effect', 'mails')
      and attempts < max_attempts and run_at <= ${new Date().toISOString()}) as waits`
  return row?.waits ?? false
}

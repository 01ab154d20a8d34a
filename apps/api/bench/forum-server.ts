import { setTimeout as sleep } from 'node:timers/promises'
import { builtQueries } from './built-queries.ts'
import { serve } from './child.ts'
import { openForum, type BenchTarget } from './open-forum.ts'
import { signIn } from './sign-in.ts'

const { target, sessionCount } = JSON.parse(process.argv[2] ?? '{}') as {
  target: BenchTarget
  sessionCount: number
}
let ahead = 0
const clock = () => new Date(Date.now() + ahead).toISOString()
const forum = await openForum({ ...target, clock }, true)
const { connection, working, cache } = forum
const sessionIds = await signIn(connection, sessionCount, clock())
await forum.start()
const origin = await forum.app.listen({ port: target.port, host: '127.0.0.1' })
process.on('SIGTERM', () => void forum.stop().then(() => process.exit(0)))

serve({
  facts: { origin, sessionIds: sessionIds.join(' ') },
  setClock: (milliseconds) => void (ahead = milliseconds),
  async counts() {
    while (await hasWork()) await sleep(50)
    return {
      statements: connection.statements(),
      jobStatements: working.statements(),
      built: builtQueries(connection) + builtQueries(working),
      hits: cache.hits,
      misses: cache.misses
    }
  }
})

/** Whether effects of earlier writes are still pending. */
async function hasWork(): Promise<boolean> {
  const [row] = await connection.sql<{ waits: boolean }[]>`
    select exists (select from events where dispatched_at is null) or exists (
      select from graphile_worker.jobs where task_identifier in ('effects', 'effect', 'mails')
      and attempts < max_attempts and run_at <= ${new Date().toISOString()}) as waits`
  return row?.waits ?? false
}

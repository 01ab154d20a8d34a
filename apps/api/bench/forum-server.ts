import { setTimeout as sleep } from 'node:timers/promises'
import { answerUsage } from './child.ts'
import { openForum, type BenchTarget } from './open-forum.ts'
import { signIn } from './sign-in.ts'

const { target, sessionCount } = JSON.parse(process.argv[2] ?? '{}') as {
  target: BenchTarget
  sessionCount: number
}
const forum = await openForum(target, true)
const cookies = await signIn(forum, sessionCount)
await forum.start()
const origin = await forum.app.listen({ port: target.port, host: '127.0.0.1' })
process.on('SIGTERM', () => void forum.stop().then(() => process.exit(0)))
answerUsage({ origin, cookies: cookies.join(' ') }, async () => {
  while (await hasWork()) await sleep(50)
  return {
    statements: forum.connection.statements(),
    jobStatements: forum.working.statements()
  }
})

/** Whether effects of earlier writes are still pending. */
async function hasWork(): Promise<boolean> {
  const [row] = await forum.connection.sql<{ waits: boolean }[]>`
    select exists (select from events where dispatched_at is null) or exists (
      select from graphile_worker.jobs where task_identifier in ('effects', 'effect')
      and attempts < max_attempts and run_at <= ${new Date().toISOString()}) as waits`
  return row?.waits ?? false
}

import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { after } from '@stoa/core'
import { sessions } from '@stoa/accounts/schema'
import { answerUsage } from './child.ts'
import { openForum, type BenchTarget } from './open-forum.ts'

const { target, sessionCount } = JSON.parse(process.argv[2] ?? '{}') as {
  target: BenchTarget
  sessionCount: number
}
const forum = await openForum(target, true)
const cookies = await signIn(sessionCount)
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

/** Whether consequences of what was written are still to come. */
async function hasWork(): Promise<boolean> {
  const [row] = await forum.connection.sql<{ waits: boolean }[]>`
    select exists (select from events where dispatched_at is null) or exists (
      select from graphile_worker.jobs where task_identifier in ('effects', 'effect')
      and attempts < max_attempts and run_at <= ${new Date().toISOString()}) as waits`
  return row?.waits ?? false
}

/** Sessions of the first members; answers the session ids. */
async function signIn(count: number): Promise<string[]> {
  const now = new Date().toISOString()
  const ids = Array.from({ length: count }, () => randomBytes(25).toString('hex'))
  await forum.connection.db.insert(sessions).values(
    ids.map((id, index) => ({
      hash: createHash('sha256').update(id).digest('hex'),
      userId: index + 1,
      createdAt: now,
      authenticatedAt: now,
      lastUsedAt: now,
      expiresAt: after(now, 24 * 3600_000),
      address: '127.0.0.1',
      userAgent: 'bench'
    }))
  )
  return ids
}

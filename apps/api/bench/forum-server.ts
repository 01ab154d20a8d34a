import { createHash, randomBytes } from 'node:crypto'
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
answerUsage({ origin, cookies: cookies.join(' ') }, () => forum.connection.statements())

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

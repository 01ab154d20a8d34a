import { builtQueries } from './built-queries.ts'
import { serve } from './child.ts'
import { openForum, type BenchTarget } from './open-forum.ts'
import { signIn } from './sign-in.ts'
import { untilIdle } from './waiting-work.ts'

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
    await untilIdle(connection)
    return {
      statements: connection.statements(),
      jobStatements: working.statements(),
      built: builtQueries(connection) + builtQueries(working),
      hits: cache.hits,
      misses: cache.misses
    }
  }
})

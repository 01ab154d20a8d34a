import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Runner } from 'graphile-worker'
import { Dispatcher, dispatchAll, type Context, type Ports } from '@stoa/core'
import { connect, openPool, type Connection, type ConnectionTarget } from '@stoa/core/database'
import { buildApp } from './app.ts'
import type { Metrics } from './metrics/metrics.ts'
import { createNotices } from './notices.ts'
import { createPageCache } from './page-cache.ts'
import { createPorts, type PortSettings } from './ports.ts'
import { systemContext } from './requests.ts'
import { releaseJobs } from './timed-tasks.ts'
import type { LoadedWeb } from './web-build.ts'
import { startWorker, workOnce } from './worker.ts'

export type ForumSettings = PortSettings & {
  role: 'all' | 'web' | 'worker'
  /** No other node works on this database, as with the embedded one. */
  alone: boolean
  trustProxy: string[]
  logLevel: string
  web?: LoadedWeb
  /** Watches requests, and reads what the forum counts when it is asked. */
  metrics?: Metrics
}

/** A running forum: server, dispatcher and worker over one database. */
export type Forum = {
  app: FastifyInstance
  connection: Connection
  ports: Ports
  /** The context of commands and imports: above every rule of reading, at the present time. */
  context(): Context
  /** Starts dispatcher and worker as the role says; the app listens by itself. */
  start(): Promise<void>
  /** Dispatches and runs all jobs that are due until nothing waits; for tests and commands. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const workerConnections = 6

/** Puts the forum together; nothing runs before `start()` and `app.listen()`. */
export async function createForum(settings: ForumSettings): Promise<Forum> {
  const { target, clock, role } = settings
  const connection = connect(target)
  const cache = createPageCache()
  const fail = (error: unknown) => app.log.error({ err: error }, 'background work failed')
  const dispatcher = new Dispatcher(connection.db, clock, fail)
  const { ports, live, close } = createPorts(settings, connection, fail, (happened) => {
    notices.hear(happened)
    dispatcher.wake()
  })
  const notices = createNotices(connection, { cache, live, ports })
  const app = await buildApp({ ...settings, connection, ports, cache })
  settings.metrics?.read({ connection, cache, live })
  const context = () => systemContext({ db: connection.db, ports, clock })
  const work = createWork(target, context, app.log)
  const start = async () => {
    await notices.listen()
    dispatcher.start()
    if (role === 'web') return
    if (settings.alone) await releaseJobs(context(), clock())
    await work.start()
  }
  // Consequences emit events of their own.
  const settle = async () => {
    do await work.once()
    while ((await dispatchAll(connection.db, clock())) > 0)
  }
  const stop = async () => {
    await live.close()
    await app.close()
    await dispatcher.stop()
    await work.stop()
    await close()
    await connection.close()
  }
  return { app, connection, ports, context, start, settle, stop }
}

/** Jobs of graphile-worker over connections of their own, which may break and come again. */
function createWork(target: ConnectionTarget, context: () => Context, log: FastifyBaseLogger) {
  const pool = openPool(target, workerConnections, (error) =>
    log.warn({ err: error }, 'a connection of the worker broke')
  )
  let runner: Runner | undefined
  return {
    start: async () => void (runner = await startWorker(pool, context, log)),
    once: () => workOnce(pool, context, log),
    async stop() {
      await runner?.stop()
      await pool.end()
    }
  }
}

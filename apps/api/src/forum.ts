import type { FastifyInstance } from 'fastify'
import { createDispatcher, dispatchAll, type Context, type Ports } from '@stoa/core'
import { connect, openPool, type Connection } from '@stoa/core/database'
import { buildApp } from './app.ts'
import { createNotices } from './notices.ts'
import { createPageCache } from './page-cache.ts'
import type { WebBuild } from './plugins/web.ts'
import { createPorts, type PortSettings } from './ports.ts'
import { systemContext } from './requests.ts'
import { startWorker, workOnce } from './worker.ts'

export type ForumSettings = PortSettings & {
  role: 'all' | 'web' | 'worker'
  trustProxy: string[]
  logLevel: string
  web?: WebBuild
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
  /** Dispatches what waits and runs all jobs that are due; for tests and commands. */
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
  const pool = openPool(target, workerConnections, fail)
  const dispatcher = createDispatcher(connection.db, fail)
  const { ports, live, close } = createPorts(settings, connection, fail, (happened) => {
    notices.hear(happened)
    dispatcher.wake()
  })
  const notices = createNotices(connection, { cache, live, ports })
  const app = await buildApp({ ...settings, connection, ports, cache })
  const context = () => systemContext({ db: connection.db, ports, clock })
  let stopWorker = async () => {}

  return {
    app,
    connection,
    ports,
    context,
    async start() {
      await notices.listen()
      dispatcher.start()
      if (role === 'web') return
      const runner = await startWorker(pool, context, app.log)
      stopWorker = () => runner.stop()
    },
    async settle() {
      await dispatchAll(connection.db)
      await workOnce(pool, context)
    },
    async stop() {
      await live.close()
      await app.close()
      await dispatcher.stop()
      await stopWorker()
      await close()
      await pool.end()
      await connection.close()
    }
  }
}

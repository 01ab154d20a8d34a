import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Context, Ports } from '@stoa/core'
import { dispatchAll, Dispatcher } from '@stoa/core/effects'
import { type Connection, isDatabaseAway } from '@stoa/core/database'
import { buildApp } from './app.ts'
import { openConnections } from './database.ts'
import { systemContext } from './requests/contexts.ts'
import { workOf } from './reactions/effects.ts'
import type { Metrics } from './metrics/metrics.ts'
import { MinuteWrites } from './minute-writes.ts'
import { FollowedLanguages } from './forum-languages.ts'
import { createInvalidation } from './invalidation.ts'
import { keptPages, type KeptPages } from './pages/page-cache.ts'
import { createPorts, type PortSettings } from './ports.ts'
import { Readiness } from './readiness.ts'
import { closeInOrder, RequestsInFlight } from './requests/requests-in-flight.ts'
import type { BodyTimes } from './plugins/slow-bodies.ts'
import { createFollower, follow } from './search-following.ts'
import { searchReports } from './search-reports.ts'
import { releaseJobs } from './worker/timed-tasks.ts'
import type { LoadedWeb } from './web-build.ts'
import { createWork, type Work } from './worker/worker.ts'

export type ForumSettings = PortSettings & {
  role: 'all' | 'web' | 'worker'
  /** No other node uses this database, as with the embedded one. */
  alone: boolean
  trustProxy: string[]
  logLevel: string
  pageCacheBytes?: number
  /** The log target of a command, whose answer is on standard output. */
  logTo?: NodeJS.WritableStream
  web?: LoadedWeb
  securityContact?: string
  bodyTimes?: BodyTimes
  /** Measures requests, and reads the forum's counters on request. */
  metrics?: Metrics
}

/** A running forum: server, dispatcher and worker on one database. */
export type Forum = KeptPages & {
  app: FastifyInstance
  connection: Connection
  /** That of jobs. */
  working: Connection
  ports: Ports
  /** The context of commands and imports. It may read everything, at the present time. */
  context(): Context
  /** Starts dispatcher and worker by role. The caller lets the app listen. */
  start(): Promise<void>
  /** Dispatches events and runs due jobs until none is left, for tests and commands. */
  settle(): Promise<void>
  /** Makes `/readyz` answer 503, so that load balancers send no more requests, and ends connections. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/** Builds the forum. Nothing runs before `start()` and `app.listen()`. */
export async function createForum(settings: ForumSettings): Promise<Forum> {
  const composed = compose(settings, {
    fail: (error) => app.log.error({ err: error }, 'background work failed'),
    onAway(away) {
      app.log.warn(away ? 'the database cannot be reached' : 'the database can be reached again')
      if (!away) work.recover()
    },
    logSecurityEvent: (line) => securityLines(app.log, settings)(line),
    log: () => app.log
  })
  const readiness = new Readiness(composed.connection.db)
  const parts = { ...composed, readiness }
  const { connection, working, cache, memberPages, ports, context, fail } = parts
  await parts.followLanguages()
  const app = await buildApp({ ...settings, ...parts })
  const requests = new RequestsInFlight(app.server)
  const writes = new MinuteWrites(context, fail)
  settings.metrics?.read(parts)
  const work = createWork(settings, () => ({ ...context(), db: working.db }), app.log)
  const drain = () => (requests.drain(), readiness.drain())
  const whole = { ...settings, ...parts, app, requests, writes, work, drain }
  return {
    ...{ app, connection, working, cache, memberPages, ports, context, drain },
    start: () => start(whole),
    settle: () => settle(whole),
    stop: () => stop(whole)
  }
}

type Parts = ReturnType<typeof compose> & { readiness: Readiness }
type Whole = ForumSettings &
  Parts &
  Pick<Forum, 'app' | 'drain'> & { requests: RequestsInFlight; writes: MinuteWrites; work: Work }

type Log = {
  fail(error: unknown): void
  onAway(away: boolean): void
  logSecurityEvent: Ports['logSecurityEvent']
  log(): FastifyBaseLogger
}

/** Builds the parts beside the server: database, ports and event handling. */
function compose(settings: ForumSettings, log: Log) {
  const { connection, working } = openConnections(settings, log.onAway)
  // Errors because the database is unreachable are not logged; the outage itself was.
  const fail = (error: unknown) => void (isDatabaseAway(error) || log.fail(error))
  const kept = keptPages(settings.pageCacheBytes)
  const dispatcher = new Dispatcher(connection.db, workOf, settings.clock, fail)
  const committed: Ports['committed'] = (events) => {
    invalidation.invalidate(events)
    dispatcher.wake()
  }
  const metrics = settings.metrics?.search
  const { searching, following } = searchReports({ log: log.log, fail, metrics })
  const languages = new FollowedLanguages()
  const { ports, live, close } = createPorts(settings, connection, fail, {
    committed,
    languages,
    logSecurityEvent: log.logSecurityEvent,
    log: log.log,
    search: searching
  })
  const own = () => systemContext({ db: connection.db, ports, clock: settings.clock })
  const followLanguages = () => languages.follow(own())
  // Jobs follow a change with the next one, as a context is made at once.
  const context = () => (void followLanguages(), own())
  const follower = createFollower(ports.searchServer, context, { ...following, log: log.log, fail })
  const followSearch = () => follower?.wake()
  const invalidation = createInvalidation(connection, { ...kept, live, ports, followSearch })
  const parts = { connection, working, ...kept, dispatcher, ports, live, fail, invalidation }
  return { ...parts, context, followLanguages, follower, closePorts: close }
}

async function start(whole: Whole) {
  const { role, alone, clock, invalidation, dispatcher, context, work, follower } = whole
  await invalidation.listen()
  dispatcher.start()
  whole.writes.start()
  if (role === 'web') return
  if (alone) await releaseJobs(context(), clock())
  await work.start()
  follower?.start()
}

// Effects emit events of their own, hence the loop.
async function settle({ work, connection, clock, ports, context, writes }: Whole) {
  await writes.write()
  do await work.once()
  while ((await dispatchAll(connection.db, workOf, clock())) > 0)
  if (ports.searchServer) await follow(ports.searchServer, context)
}

async function stop(whole: Whole) {
  void whole.drain()
  await whole.live.close()
  await closeInOrder(whole.app, whole.requests)
  await whole.writes.stop()
  await whole.dispatcher.stop()
  await whole.work.stop()
  await whole.follower?.stop()
  await whole.closePorts()
  await whole.working.close()
  await whole.connection.close()
}

type Settings = { demo: boolean; logTo?: NodeJS.WritableStream | undefined }

/**
 * Logs each security event at level `info`, regardless of LOG_LEVEL except `silent`. In demo mode
 * and for commands LOG_LEVEL applies, because nobody watches demo accounts or collects the output
 * of commands.
 */
const securityLines =
  (log: FastifyBaseLogger, { demo, logTo }: Settings): Ports['logSecurityEvent'] =>
  (line) => {
    const follows = demo || logTo !== undefined || log.level === 'silent'
    const logger = follows ? log : log.child({}, { level: 'info' })
    logger.info(line, 'security event')
  }

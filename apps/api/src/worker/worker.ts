import type { FastifyBaseLogger } from 'fastify'
import {
  Logger,
  run,
  runOnce,
  type Runner,
  type Task,
  type TaskList,
  type WorkerEvents
} from 'graphile-worker'
import type { Pool } from 'pg'
import type { Context } from '@stoa/core'
import { Poller } from '@stoa/core/effects'
import { bugReport } from '@stoa/core/server'
import {
  DatabaseAway,
  isDatabaseAway,
  nameConnections,
  openWorkerPool,
  type ConnectionTarget
} from '@stoa/core/database'
import { announceAnswers } from '@stoa/tickets'
import { effectTasks } from './effect-tasks.ts'
import type { Tracing } from '../tracing/tracer.ts'
import { timedTasks } from './timed-tasks.ts'
import { WorkerHeartbeat } from './worker-heartbeat.ts'

/** Jobs that run in parallel, each over its own connection. */
export const concurrentJobs = 4

const workerConnections = 6

export type Work = {
  /** Runs jobs until `stop()`. */
  start(): Promise<void>
  /** Runs all due jobs and returns, for tests and commands. */
  once(): Promise<void>
  /** Finds jobs again that were lost while the database was unreachable. */
  recover(): void
  stop(): Promise<void>
}

/**
 * Runs jobs with graphile-worker over its own connections, which reconnect.
 * @param context makes the context of one job: a system actor and the present time
 */
export function createWork(
  { target, tracing }: { target: ConnectionTarget; tracing?: Tracing },
  context: () => Context,
  log: FastifyBaseLogger
): Work {
  const pool = openWorkerPool(target, workerConnections, (error) =>
    log.debug({ err: error }, 'a connection of the worker broke')
  )
  // The outage itself is logged where it is noticed.
  const warn = (words: string) => (error: unknown) =>
    void (isDatabaseAway(error) || log.warn({ err: error }, words))
  let runner: Runner | undefined
  const tasks = taskList(context, tracing)
  const answers = answerPoller(
    context,
    warn('answers of the desk did not go out, and are tried again')
  )
  const heartbeat = new WorkerHeartbeat(context, warn('a heartbeat of the worker failed'))
  heartbeat.events.on('pool:create', ({ workerPool }) => nameConnections(pool, workerPool.id))
  return {
    async start() {
      runner = await startWorker(pool, tasks, log, heartbeat.events)
      heartbeat.start()
      answers.start()
    },
    once: () => runDueJobs(pool, tasks, log),
    recover: () => heartbeat.recover(),
    async stop() {
      await answers.stop()
      await runner?.stop()
      await heartbeat.stop()
      await pool.end()
    }
  }
}

const answersEvery = 1000

/**
 * Delivers answers of the desk when they can no longer be recalled. It is a poller, because a
 * crontab has a resolution of a minute.
 */
const answerPoller = (context: () => Context, warn: (error: unknown) => void) =>
  new Poller(async () => {
    await announceAnswers(context()).catch(warn)
    return answersEvery
  })

/** The tasks of graphile-worker: effects of events, and scheduled tasks. */
function taskList(context: () => Context, tracing?: Tracing): TaskList {
  const tasks = effectTasks(context)
  for (const [name, { run }] of Object.entries(timedTasks)) tasks[name] = () => run(context())
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, reported(traced(name, task, tracing))])
  )
}

const traced = (name: string, task: Task, tracing?: Tracing): Task =>
  tracing
    ? (payload, helpers) => tracing.job(name, payload, async () => task(payload, helpers))
    : task

/** Removes user texts from errors, because graphile-worker logs and stores them. */
const reported =
  (task: Task): Task =>
  async (payload, helpers) => {
    try {
      return await task(payload, helpers)
    } catch (error) {
      throw isDatabaseAway(error)
        ? new DatabaseAway()
        : Object.assign(new Error(), bugReport(error))
    }
  }

const crontab = Object.entries(timedTasks)
  .map(([name, { cron }]) => `${cron} ${name}`)
  .join('\n')

function startWorker(
  pgPool: Pool,
  taskList: TaskList,
  log: FastifyBaseLogger,
  events: WorkerEvents
): Promise<Runner> {
  return run({
    pgPool,
    events,
    taskList,
    crontab,
    noHandleSignals: true,
    logger: loggerTo(log),
    preset: { worker: { concurrentJobs } }
  })
}

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

// It has lost its connection, which says nothing of a job.
const isOfOutage = (message: string, error: unknown) =>
  isDatabaseAway(error) ||
  /^Error (?:with notify listener|occurred attempting to UNLISTEN)/.test(message)

// graphile-worker's own messages are details; a failed job is at least a warning.
const loggerTo = (log: FastifyBaseLogger) =>
  new Logger(
    () => (level, message, meta) =>
      log[isOfOutage(message, meta?.['error']) ? 'debug' : levels[level]](message)
  )

const dueJobs = `select 1 from graphile_worker.jobs where task_identifier in ('effects', 'effect', 'mails')
  and run_at <= $1 and attempts < max_attempts limit 1`

// A Date has milliseconds, but the time of a job that was just added has microseconds.
const nextMillisecond = () => new Date(Date.now() + 1)

// A queue stays locked for a moment after each of its jobs, so one pass may leave some.
async function runDueJobs(pgPool: Pool, taskList: TaskList, log: FastifyBaseLogger) {
  const options = { pgPool, taskList, logger: loggerTo(log) }
  do await runOnce({ ...options, noHandleSignals: true })
  while ((await pgPool.query(dueJobs, [nextMillisecond()])).rows.length > 0)
}

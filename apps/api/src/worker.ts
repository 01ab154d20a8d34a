import type { FastifyBaseLogger } from 'fastify'
import {
  Logger,
  run,
  runOnce,
  type JobHelpers,
  type Runner,
  type Task,
  type TaskList,
  type WorkerEvents
} from 'graphile-worker'
import type { Pool } from 'pg'
import { bugReport, postponement, Poller, runEffect, runEffects, type Context } from '@stoa/core'
import { openWorkerPool, type ConnectionTarget } from '@stoa/core/database'
import { announceAnswers } from '@stoa/tickets'
import { effects } from './effects.ts'
import { timedTasks } from './timed-tasks.ts'
import { WorkerHeartbeat } from './worker-heartbeat.ts'

type Job = { eventId: number; effect?: string }

/** Jobs at once, each over a connection of its own. */
export const concurrentJobs = 4

const workerConnections = 6

/** Attempts over about three days, with graphile-worker's exponential back-off. */
const effectAttempts = 18

export type Work = {
  /** Works on jobs until `stop()`. */
  start(): Promise<void>
  /** Runs every job that is due, then returns; for tests and commands. */
  once(): Promise<void>
  /** The database is back: jobs that got lost on the way are found soon. */
  recover(): void
  stop(): Promise<void>
}

/**
 * Jobs of graphile-worker over connections of their own, which may break and come again.
 * @param context makes the context of one job: a system actor and the present time
 */
export function createWork(
  target: ConnectionTarget,
  context: () => Context,
  log: FastifyBaseLogger
): Work {
  const pool = openWorkerPool(target, workerConnections, (error) =>
    log.warn({ err: error }, 'a connection of the worker broke')
  )
  let runner: Runner | undefined
  const answers = answerPoller(context, log)
  const heartbeat = new WorkerHeartbeat(context, (error) =>
    log.warn({ err: error }, 'a heartbeat of the worker failed')
  )
  return {
    async start() {
      runner = await startWorker(pool, context, log, heartbeat.events)
      heartbeat.start()
      answers.start()
    },
    once: () => runDueJobs(pool, context, log),
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

/** Answers of the desk go out when they can be taken back no more: a crontab knows whole minutes only. */
const answerPoller = (context: () => Context, log: FastifyBaseLogger) =>
  new Poller(async () => {
    await announceAnswers(context()).catch((error: unknown) =>
      log.warn({ err: error }, 'answers of the desk did not go out, and are tried again')
    )
    return answersEvery
  })

/** The tasks of graphile-worker: consequences of events, and what runs by the clock. */
function taskList(context: () => Context): TaskList {
  const tasks: Record<string, Task> = {
    effects: async (payload, helpers) => {
      const { eventId } = payload as Job
      await runEffects(effects, context(), eventId, (...effect) => runLater(helpers, ...effect))
    },
    effect: async (payload, helpers) => {
      const { eventId, effect = '' } = payload as Job
      try {
        await runEffect(effects, context(), eventId, effect)
      } catch (error) {
        const until = postponement(error)
        if (until === undefined) throw error
        await runLater(helpers, eventId, effect, until)
      }
    }
  }
  for (const [name, { run }] of Object.entries(timedTasks)) tasks[name] = () => run(context())
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, reported(task)]))
}

/** Runs one effect of an event in a job of its own, not before a time where there is one. */
async function runLater({ addJob }: JobHelpers, eventId: number, effect: string, until?: string) {
  const runAt = until === undefined ? undefined : new Date(until)
  const options = { jobKey: `${eventId}:${effect}`, maxAttempts: effectAttempts, runAt }
  await addJob('effect', { eventId, effect }, options)
}

/** graphile-worker logs and keeps what a job throws. */
const reported =
  (task: Task): Task =>
  async (payload, helpers) => {
    try {
      return await task(payload, helpers)
    } catch (error) {
      throw Object.assign(new Error(), bugReport(error))
    }
  }

const crontab = Object.entries(timedTasks)
  .map(([name, { cron }]) => `${cron} ${name}`)
  .join('\n')

function startWorker(
  pgPool: Pool,
  context: () => Context,
  log: FastifyBaseLogger,
  events: WorkerEvents
): Promise<Runner> {
  return run({
    pgPool,
    events,
    taskList: taskList(context),
    crontab,
    noHandleSignals: true,
    logger: loggerTo(log),
    preset: { worker: { concurrentJobs } }
  })
}

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

// What it tells of its own doings is detail; a job that failed is a warning at least.
const loggerTo = (log: FastifyBaseLogger) =>
  new Logger(() => (level, message) => log[levels[level]](message))

const dueJobs = `select 1 from graphile_worker.jobs where task_identifier in ('effects', 'effect')
  and run_at <= $1 and attempts < max_attempts limit 1`

// A Date is cut to milliseconds, and the time of a job that was just added is not.
const nextMillisecond = () => new Date(Date.now() + 1)

// A queue is still locked for a moment after each of its jobs, so one pass may leave some.
async function runDueJobs(pgPool: Pool, context: () => Context, log: FastifyBaseLogger) {
  const options = { pgPool, taskList: taskList(context), logger: loggerTo(log) }
  do await runOnce({ ...options, noHandleSignals: true })
  while ((await pgPool.query(dueJobs, [nextMillisecond()])).rows.length > 0)
}

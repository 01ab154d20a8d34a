import type { Tracer } from '@stoa/core'
import {
  connect,
  workerApplication,
  type Connection,
  type ConnectionTarget
} from '@stoa/core/database'
import { version } from '@stoa/core/release'
import { concurrentJobs } from './worker/worker.ts'

type Settings = { target: ConnectionTarget; tracing?: Tracer; logTo?: unknown }

/**
 * The connections of a forum: those of requests, and those of jobs, so that no page waits for one.
 * PostgreSQL shows what each is for: docs/operations/runbook.md lists the names.
 * @param settings `logTo`: of a command
 */
export function openConnections(
  { target, tracing: tracer, logTo }: Settings,
  onAway: (away: boolean) => void
): { connection: Connection; working: Connection } {
  const command = logTo ? { name: `stoa command/${version}` } : {}
  const jobs = { max: concurrentJobs, name: workerApplication('') }
  return {
    connection: connect(target, { onAway, tracer, ...command }),
    working: connect(target, { ...jobs, tracer, ...command })
  }
}

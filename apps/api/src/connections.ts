import type { Tracer } from '@stoa/core'
import { connect, type Connection, type ConnectionTarget } from '@stoa/core/database'
import { concurrentJobs } from './worker/worker.ts'

/** The connections of a forum: those of requests, and those of jobs, so that no page waits for one. */
export function openConnections(
  { target, tracing: tracer }: { target: ConnectionTarget; tracing?: Tracer },
  onAway: (away: boolean) => void
): { connection: Connection; working: Connection } {
  const jobs = { max: concurrentJobs, name: 'stoa worker' }
  return {
    connection: connect(target, { onAway, tracer }),
    working: connect(target, { ...jobs, tracer })
  }
}

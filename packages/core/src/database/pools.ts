import { Pool, type PoolConfig } from 'pg'
import { version } from '../release.ts'
import { unnamed, type ConnectionTarget } from './connect.ts'
import { WorkerPool } from './worker-pool.ts'

/**
 * Opens a pool of `pg`, which graphile-worker needs.
 * @param onError receives errors of broken connections; the pool replaces them by itself
 */
export function openPool(
  target: ConnectionTarget,
  max: number,
  onError: (error: Error) => void,
  application_name = `stoa/${version}`
): Pool {
  return listened(new Pool({ ...poolOptions(target), max, application_name }), onError)
}

/** Opens a pool for graphile-worker that waits for an unreachable server. */
export function openWorkerPool(
  target: ConnectionTarget,
  max: number,
  onError: (error: Error) => void
): Pool {
  const application_name = workerApplication('')
  return listened(new WorkerPool({ ...poolOptions(target), max, application_name }), onError)
}

/**
 * The `application_name` of a worker's connections: what they are for, the version, and the id of
 * the worker. Other workers see by it whether the worker is connected.
 */
export const workerApplication = (workerId: string): string =>
  `stoa worker/${version} ${workerId}`.trim()

/** Names the connections that are opened from now on. */
export function nameConnections(pool: Pool, workerId: string): void {
  pool.options.application_name = workerApplication(workerId)
}

function listened(pool: Pool, onError: (error: Error) => void): Pool {
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

// Connection options of `pg` for the same database.
function poolOptions(target: ConnectionTarget): PoolConfig {
  return 'url' in target
    ? { connectionString: unnamed(target.url), ssl: target.ssl }
    : { ...target }
}

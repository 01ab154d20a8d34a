import { Pool, type PoolConfig } from 'pg'
import type { ConnectionTarget } from './connect.ts'
import { WorkerPool } from './worker-pool.ts'

/**
 * Opens a pool of `pg`, which graphile-worker needs.
 * @param onError receives errors of broken connections; the pool replaces them by itself
 */
export function openPool(
  target: ConnectionTarget,
  max: number,
  onError: (error: Error) => void
): Pool {
  return listened(new Pool({ ...poolOptions(target), max }), onError)
}

/** Opens a pool for graphile-worker that waits for an unreachable server. */
export function openWorkerPool(
  target: ConnectionTarget,
  max: number,
  onError: (error: Error) => void
): Pool {
  return listened(new WorkerPool({ ...poolOptions(target), max }), onError)
}

function listened(pool: Pool, onError: (error: Error) => void): Pool {
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

// Connection options of `pg` for the same database.
function poolOptions(target: ConnectionTarget): PoolConfig {
  return 'url' in target ? { connectionString: target.url, ssl: target.ssl } : { ...target }
}

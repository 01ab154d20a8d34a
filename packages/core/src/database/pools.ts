import { Pool, type PoolConfig } from 'pg'
import type { ConnectionTarget } from './connect.ts'
import { WorkerPool } from './worker-pool.ts'

/**
 * Opens a pool of `pg`, which is what graphile-worker takes.
 * @param onError hears of connections that broke; the pool opens new ones by itself
 */
export function openPool(
  target: ConnectionTarget,
  max: number,
  onError: (error: Error) => void
): Pool {
  return listened(new Pool({ ...poolOptions(target), max }), onError)
}

/** The same for graphile-worker while it works: it waits for a server that is away. */
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

// The options with which `pg` reaches the same database.
function poolOptions(target: ConnectionTarget): PoolConfig {
  return 'url' in target ? { connectionString: target.url, ssl: target.ssl } : { ...target }
}

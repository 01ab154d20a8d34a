import { connect, type ConnectionTarget } from '@stoa/core/database'
import { listPending } from '../database.ts'
import { estimate, type Estimate, type Size } from './estimate.ts'
import { runningVersions } from './running-versions.ts'

export type Plan = {
  migrations: Estimate[]
  /** The bytes of the whole database. */
  databaseBytes: number
  /** Versions of the nodes that run on it. */
  running: string[]
}

/** Says what an upgrade to this version would do with a database, and changes nothing. */
export async function planUpgrade(target: ConnectionTarget): Promise<Plan> {
  const pending = await listPending(target)
  const running = await runningVersions(target)
  const { sql, close } = connect(target, { max: 1, name: 'stoa upgrade' })
  try {
    const tables = await sql<({ name: string } & Size)[]>`
      select relname as name, pg_table_size(oid) as bytes, pg_indexes_size(oid) as "indexBytes"
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
    const sizes = new Map(tables.map(({ name, ...size }) => [name, size]))
    const [size] = await sql<{ bytes: number }[]>`
      select pg_database_size(current_database()) as bytes`
    const migrations = pending.map((migration) => estimate(migration, sizes))
    return { migrations, running, databaseBytes: size?.bytes ?? 0 }
  } finally {
    await close()
  }
}

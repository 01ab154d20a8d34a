import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine, version } from '@stoa/core/release'
import { type Configuration, readConfiguration, StartError } from '@stoa/core/server'
import { connect, type ConnectionTarget } from '@stoa/core/database'
import { listPending, startDatabase } from '../database.ts'
import { type Estimate, estimate, type Size } from '../upgrade/estimate.ts'
import { refuseOlder, runningVersions } from '../upgrade/running-versions.ts'
import { say } from './forum.ts'

/** Says what an upgrade would do. Changes nothing. */
export async function checkUpgrade() {
  const configuration = readConfiguration(process.env)
  refuseWithoutDatabase(configuration)
  const database = await startDatabase(configuration, { join: true })
  const plan = await planUpgrade(database.target).finally(() => database.stop())
  refuseOlder(plan.running)
  if (plan.migrations.length === 0) return say(`The database is that of Stoa ${version}.`)
  sayMigrations(plan)
  await saySpace(plan, configuration)
  say(`To go back means to restore a backup: make one first (${commandLine} backup FILE).`)
}

function refuseWithoutDatabase({ databaseUrl, dataDirectory }: Configuration) {
  if (databaseUrl !== undefined || existsSync(join(dataDirectory, 'postgres'))) return
  throw new StartError(
    `There is no forum in ${dataDirectory}: set STOA_DATA or DATABASE_URL as for the server.`
  )
}

function sayMigrations({ migrations, running }: Plan) {
  const seconds = migrations.reduce((total, one) => total + one.seconds, 0)
  say(`Stoa ${version} applies ${migrations.length} migrations, in ${time(seconds)}:`)
  for (const migration of migrations) say(`  ${line(migration)}`)
  if (running.length > 0) say(`Running nodes (${running.join(', ')}) go on meanwhile.`)
}

const line = ({ tag, seconds, bytes, locked }: Estimate) =>
  [
    `${tag}: ${time(seconds)}`,
    bytes >= megabyte ? `${size(bytes)} more` : '',
    locked.length > 0 ? `nothing can be written to ${locked.join(', ')} meanwhile` : ''
  ]
    .filter(Boolean)
    .join(', ')

async function saySpace({ migrations, databaseBytes }: Plan, configuration: Configuration) {
  const bytes = migrations.reduce((total, one) => total + one.bytes, 0)
  say(`The database has ${size(databaseBytes)} and grows by about ${size(bytes)}.`)
  if (configuration.databaseUrl !== undefined) return
  const { bavail, bsize } = await statfs(configuration.dataDirectory)
  say(`${size(bavail * bsize)} are free in ${configuration.dataDirectory}.`)
}

const megabyte = 1e6
const size = (bytes: number) => `${Math.ceil(bytes / megabyte)} MB`

function time(seconds: number): string {
  if (seconds < 1) return 'less than a second'
  if (seconds < 90) return `about ${Math.ceil(seconds)} seconds`
  return `about ${Math.ceil(seconds / 60)} minutes`
}

type Plan = {
  migrations: Estimate[]
  /** The bytes of the whole database. */
  databaseBytes: number
  /** Versions of the nodes that run on it. */
  running: string[]
}

/** Says what an upgrade to this version would do with a database, and changes nothing. */
async function planUpgrade(target: ConnectionTarget): Promise<Plan> {
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

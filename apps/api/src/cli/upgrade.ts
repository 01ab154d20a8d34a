import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine, version } from '@stoa/core/release'
import { readConfiguration, StartError, type Configuration } from '@stoa/core/server'
import { startDatabase } from '../database.ts'
import type { Estimate } from '../upgrade/estimate.ts'
import { planUpgrade, type Plan } from '../upgrade/plan.ts'
import { refuseOlder } from '../upgrade/running-versions.ts'
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

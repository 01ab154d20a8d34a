import { connect, type ConnectionTarget } from '@stoa/core/database'
import { version } from '@stoa/core/release'
import { StartError } from '@stoa/core/server'

/**
 * The release before this one. Its nodes run on while this one migrates and takes over; older ones
 * would fail with what later migrations take away.
 */
export const previousRelease = '0.2.0'

/** The versions of the nodes and commands that are connected to the database, the oldest first. */
export async function runningVersions(target: ConnectionTarget): Promise<string[]> {
  const { sql, close } = connect(target, { max: 1, name: 'stoa upgrade' })
  try {
    const rows = await sql<{ version: string }[]>`
      select distinct split_part(application_name, '/', 2) as version from pg_stat_activity
      where application_name ~ '^stoa( command)?/' and datname = current_database()`
    return rows.map((row) => row.version).sort(byVersion)
  } finally {
    await close()
  }
}

/** Refuses if a node runs that would fail with this version's database. @throws StartError */
export function refuseOlder(versions: string[]): void {
  const older = versions.find((running) => byVersion(running, previousRelease) < 0)
  if (older === undefined) return
  throw new StartError(
    `Stoa ${older} runs on this database and cannot run beside ${version}: stop it, or upgrade it to ` +
      `${previousRelease} first.`
  )
}

const byVersion = (a: string, b: string) => a.localeCompare(b, undefined, { numeric: true })

import { CommanderError } from 'commander'
import { vi } from 'vitest'
import type { ConnectionTarget } from '@stoa/core/database'
import { createProgram } from '../../src/cli/program.ts'
import { explain } from '../../src/cli/explain.ts'
import type { TestForum } from '../forum.ts'

type Place = { forum: TestForum; folder: string; bucketServer: string }

/** The address of a database, as an operator would set it. */
function addressOf(target: ConnectionTarget): string {
  if ('url' in target) return target.url
  const { host, port, user, password, database } = target
  return `postgres://${user}:${password}@${encodeURIComponent(host)}:${port}/${database}`
}

const environment = ({ forum, folder, bucketServer }: Place, database: ConnectionTarget) => ({
  DATABASE_URL: addressOf(database),
  STOA_SECRET: forum.settings.secret,
  STOA_ORIGIN: forum.origin,
  STOA_DATA: forum.folder,
  STOA_MEILI_URL: '',
  STOA_BACKUP_S3_ENDPOINT: bucketServer,
  STOA_BACKUP_S3_ACCESS_KEY_ID: 'S3RVER',
  STOA_BACKUP_S3_SECRET_ACCESS_KEY: 'S3RVER',
  // The folder in which npm was called.
  INIT_CWD: folder
})

/**
 * Runs a command of Stoa in this process. Returns what it says.
 * @throws Error with its sentence, if it would end with another exit code than 0
 */
export async function run(place: Place, args: string[], database = place.forum.settings.target) {
  for (const [name, value] of Object.entries(environment(place, database))) vi.stubEnv(name, value)
  let said = ''
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
  try {
    await createProgram().parseAsync(args, { from: 'user' })
    if (process.exitCode) throw new Error(said)
    return said
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return said
    throw new Error(`${args.join(' ')}: ${explain(error)}`)
  } finally {
    process.exitCode = undefined
    written.mockRestore()
    vi.unstubAllEnvs()
  }
}

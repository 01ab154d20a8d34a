import { writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'

export type Address = { host: string; port: number }

const safe = (disposable: boolean) =>
  disposable ? ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'] : []

const listening = ({ host, port }: Address) =>
  process.platform === 'win32'
    ? [`listen_addresses = '${host}'`, `port = ${port}`]
    : [
        "listen_addresses = ''",
        `port = ${port}`,
        `unix_socket_directories = '${host}'`,
        'unix_socket_permissions = 0700'
      ]

// Terse and without statements, because they contain texts of users.
const logging = [
  'logging_collector = on',
  "log_directory = 'log'",
  "log_filename = 'postgresql-%a.log'",
  'log_file_mode = 0600',
  'log_rotation_age = 1d',
  'log_truncate_on_rotation = on',
  'log_error_verbosity = terse',
  'log_min_error_statement = panic'
]

// While three others are open, a transaction commits half a millisecond later, so that several share
// one write to the disk. Nothing is acknowledged before it is there.
const groupCommit = ['commit_delay = 500', 'commit_siblings = 3']

/**
 * Megabytes of pages that PostgreSQL keeps itself: an eighth of the available bytes, as the forum needs
 * memory, too. If the indexes do not fit, an insert has to write a changed page to the disk first.
 */
export const sharedBuffers = (available: number) =>
  Math.min(512, Math.max(128, Math.floor(available / 8 / 1024 / 1024)))

/** Bytes of the machine, or of the service or container if that may use less. */
const availableMemory = () => Math.min(totalmem(), process.constrainedMemory() || Infinity)

const tuning = (disposable: boolean) => [
  'max_connections = 100',
  `shared_buffers = ${disposable ? 128 : sharedBuffers(availableMemory())}MB`,
  "timezone = 'UTC'",
  "log_timezone = 'UTC'",
  ...groupCommit
]

/** Writes the whole configuration at each start, so that a new version brings its own. */
export async function writeSettings(cluster: string, address: Address, disposable: boolean) {
  const lines = [...listening(address), ...logging, ...tuning(disposable), ...safe(disposable)]
  await writeFile(join(cluster, 'postgresql.conf'), `${lines.join('\n')}\n`)
}

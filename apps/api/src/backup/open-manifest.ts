import { buffer } from 'node:stream/consumers'
import type { Sql } from 'postgres'
import { appliedHashes } from '@stoa/core/database'
import { StartError } from '@stoa/core/server'
import type { Entry } from './archive.ts'
import { parseManifest, type Manifest } from './manifest.ts'
import { listTables } from './tables.ts'

/** Reads the first entry of a backup. @throws StartError if it cannot be opened */
export async function openManifest(
  entries: AsyncGenerator<Entry>,
  path: string
): Promise<Manifest> {
  try {
    const first = await entries.next()
    return parseManifest(first.done ? Buffer.from('') : await buffer(first.value.content))
  } catch (error) {
    // The place of the backup, such as a bucket that refuses, has said what is wrong.
    if (error instanceof StartError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new StartError(`${path} does not exist.`)
    throw new StartError(
      `${path} cannot be opened: it is not a Stoa backup, or was made with a different STOA_SECRET. Set ` +
        'STOA_SECRET to the one of the original forum.'
    )
  }
}

/** @throws StartError for a backup of another version */
export async function refuseOther(sql: Sql, { migrations, tables }: Manifest) {
  const present = JSON.stringify([await appliedHashes(sql), await listTables(sql)])
  const copied = tables.map(({ name, columns }) => ({ name, columns }))
  if (JSON.stringify([migrations, copied]) === present) return
  throw new StartError(
    'The backup was made by a different version of Stoa. Restore it with that version, then upgrade.'
  )
}

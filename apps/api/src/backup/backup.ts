import type { Sql } from 'postgres'
import type { Connection } from '@stoa/core/database'
import type { Ports } from '@stoa/core'
import { writeArchive, type Entry } from './archive.ts'
import * as place from './manifest.ts'
import { describe, passphrasesOf, sizeOf, type Manifest } from './manifest.ts'
import { readTable } from './tables.ts'

/** The forum that is backed up or restored. */
export type Source = { connection: Connection; ports: Ports }

/** Receives how many rows and uploads of how many are done. */
export type ReportProgress = (done: number, total: number) => void

/**
 * Writes the whole forum as of this moment into one encrypted file with mode 0600, while it stays
 * in use. The server's secrets and sessions are left out.
 * @throws StartError if the file exists
 */
export async function backUp(
  { connection, ports }: Source,
  path: string,
  reportProgress: ReportProgress
) {
  const snapshot = await connection.sql.reserve()
  try {
    await snapshot`begin isolation level repeatable read read only`
    const manifest = await describe(snapshot)
    const entries = counted(entriesOf(snapshot, ports, manifest), sizeOf(manifest), reportProgress)
    await writeArchive(path, passphrasesOf(ports)[0], entries)
  } finally {
    await snapshot`rollback`
    snapshot.release()
  }
}

type Counted = Entry & { rows: number }

async function* counted(
  entries: AsyncIterable<Counted>,
  total: number,
  reportProgress: ReportProgress
) {
  let done = 0
  for await (const entry of entries) {
    yield entry
    reportProgress((done += entry.rows), total)
  }
}

async function* entriesOf(sql: Sql, { files }: Ports, manifest: Manifest): AsyncGenerator<Counted> {
  yield { name: place.manifestName, bytes: Buffer.from(JSON.stringify(manifest)), rows: 0 }
  for (const table of manifest.tables) {
    let number = 0
    for await (const part of readTable(sql, table))
      yield { name: `${place.tablesFolder}${table.name}/${(number += 1)}`, ...part }
  }
  const uploads = await sql<{ id: string }[]>`select id from uploads where erased_at is null`
  for (const { id } of uploads) {
    // Absent if it was erased meanwhile or lost before. The backup goes on without it.
    const bytes = await files.get(id)
    if (bytes) yield { name: `${place.uploadsFolder}${id}`, bytes, rows: 1 }
  }
}

import { Readable } from 'node:stream'
import type { Sql } from 'postgres'
import type { Connection } from '@stoa/core/database'
import type { Ports } from '@stoa/core'
import { streamOf } from '@stoa/uploads'
import { writeArchive, type Entry } from './archive.ts'
import * as place from './manifest.ts'
import { describe, passphrasesOf, sizeOf, storedFiles, type Manifest } from './manifest.ts'
import { readTable } from './tables.ts'

/** The forum that is backed up or restored. */
export type Source = { connection: Connection; ports: Ports }

/** Receives how many rows and files of how many are done. */
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
  yield { name: place.manifestName, ...whole(Buffer.from(JSON.stringify(manifest))), rows: 0 }
  for (const table of manifest.tables) {
    let number = 0
    for await (const { bytes, rows } of readTable(sql, table))
      yield { name: `${place.tablesFolder}${table.name}/${(number += 1)}`, ...whole(bytes), rows }
  }
  for (const id of await storedFiles(sql)) {
    // Absent if it was erased meanwhile or lost before. The backup goes on without it.
    const file = await files.open(id)
    const name = `${place.uploadsFolder}${id}`
    if (file) yield { name, size: file.size, content: streamOf(file), rows: 1 }
  }
}

const whole = (bytes: Buffer) => ({ size: bytes.length, content: Readable.from([bytes]) })

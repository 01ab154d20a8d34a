import { Readable } from 'node:stream'
import type { Sql } from 'postgres'
import type { Connection } from '@stoa/core/database'
import type { Ports } from '@stoa/core'
import { streamOf } from '@stoa/uploads'
import { writeArchive, type Entry } from './archive.ts'
import { RunningChecksums } from './checksums.ts'
import type { Destination } from './destination.ts'
import * as place from './manifest.ts'
import { describe, passphrasesOf, sizeOf, storedFiles, type Manifest } from './manifest.ts'
import { readTable, type Table } from './tables.ts'

/** The forum that is backed up or restored. */
export type Source = { connection: Connection; ports: Ports }

/** Receives how many rows and files of how many are done. */
export type ReportProgress = (done: number, total: number) => void

/**
 * Writes the whole forum as of this moment, encrypted, while it stays in use. The server's secrets
 * and sessions are left out.
 * @param ended ends the backup before it is complete
 * @throws StartError as `put` of the destination, and the reason of `ended`
 */
export async function backUp(
  { connection, ports }: Source,
  { destination, name }: Place,
  reportProgress: ReportProgress,
  ended?: AbortSignal
) {
  const snapshot = await connection.sql.reserve()
  try {
    await snapshot`begin isolation level repeatable read read only`
    const manifest = await describe(snapshot)
    const entries = counted(entriesOf(snapshot, ports, manifest), sizeOf(manifest), reportProgress)
    const store = (bytes: AsyncIterable<Buffer>) => destination.put(name, bytes)
    await writeArchive(store, passphrasesOf(ports)[0], entries, ended)
  } finally {
    // A connection that has fallen silent does not answer, and ends with the command.
    void snapshot`rollback`.catch(() => {}).finally(() => snapshot.release())
  }
}

type Place = { destination: Pick<Destination, 'put'>; name: string }
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
  const sums = new RunningChecksums()
  yield { name: place.manifestName, ...whole(manifest), rows: 0 }
  for (const table of manifest.tables) yield* partsOf(sql, table, sums)
  for (const id of await storedFiles(sql)) {
    // Absent if it was erased meanwhile or lost before. The backup goes on without it.
    const file = await files.open(id)
    if (!file) continue
    const content = Readable.from(sums.file(streamOf(file)), { objectMode: false })
    yield { name: `${place.uploadsFolder}${id}`, size: file.size, content, rows: 1 }
  }
  yield { name: place.checksumsName, ...whole(sums.value), rows: 0 }
}

async function* partsOf(sql: Sql, table: Table, sums: RunningChecksums): AsyncGenerator<Counted> {
  let number = 0
  for await (const bytes of readTable(sql, table)) {
    const name = `${place.tablesFolder}${table.name}/${(number += 1)}`
    const content = Readable.from([bytes])
    yield { name, size: bytes.length, content, rows: sums.addRows(table.name, bytes) }
  }
}

function whole(value: object) {
  const bytes = Buffer.from(JSON.stringify(value))
  return { size: bytes.length, content: Readable.from([bytes]) }
}

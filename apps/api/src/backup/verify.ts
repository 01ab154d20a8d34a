import { mkdtemp, realpath, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Sql, TransactionSql } from 'postgres'
import { connect } from '@stoa/core/database'
import { StartError, systemCode } from '@stoa/core/server'
import type { Ports } from '@stoa/core'
import { startEmbedded } from '@stoa/embedded-postgres'
import { migrateDatabase } from '../database.ts'
import { readArchive, type Entry } from './archive.ts'
import type { ReportProgress } from './backup.ts'
import { checksumsShape, RunningChecksums, TableSum, type Checksums } from './checksums.ts'
import * as place from './manifest.ts'
import { passphrasesOf, sizeOf, type Manifest } from './manifest.ts'
import { openManifest, refuseOther } from './open-manifest.ts'
import type { Backup } from './restore.ts'
import { emptyTables, readTable, withoutForeignKeys, writePart } from './tables.ts'

type Keys = Pick<Ports, 'keyFor' | 'previousKeyFor'>

/**
 * Restores a backup into a scratch database, and compares it with what the forum was when it was
 * made. The scratch database is a PostgreSQL of its own in the folder for temporary files.
 * @throws StartError if the backup cannot be opened or differs
 */
export async function verifyBackup(
  ports: Keys,
  { name, open }: Backup,
  reportProgress: ReportProgress
): Promise<void> {
  await inScratchDatabase(async (sql) => {
    const entries = readArchive(open, passphrasesOf(ports))
    const manifest = await openManifest(entries, name)
    await refuseOther(sql, manifest)
    const read = await sql.begin((tx) => fill(tx, manifest, entries, reportProgress))
    const faults = [
      ...differences(manifest, read),
      ...(await tablesThatDiffer(sql, manifest, read))
    ]
    if (faults.length === 0) return
    throw new StartError(
      `${name} is not what was backed up: ${faults.join(', ')}. Make another one.`
    )
  })
}

/** Bytes of a PostgreSQL without any content. */
const emptyDatabase = 100 * 2 ** 20

async function inScratchDatabase(work: (sql: Sql) => Promise<void>) {
  const { bavail, bsize } = await statfs(tmpdir())
  if (bavail * bsize < emptyDatabase) throw scratchFull()
  const folder = await mkdtemp(join(tmpdir(), 'stoa-verify-'))
  try {
    const scratch = await startEmbedded({ dataDirectory: folder, disposable: true })
    try {
      await migrateDatabase(scratch.target)
      const connection = connect(scratch.target, { max: 1 })
      await work(connection.sql).finally(() => connection.close())
    } finally {
      await scratch.stop()
    }
  } catch (error) {
    throw noRoom(error) ? scratchFull() : error
  } finally {
    // The cluster lies elsewhere where other users may not enter the folder.
    const cluster = await realpath(join(folder, 'postgres')).catch(() => folder)
    for (const path of [cluster, folder]) await rm(path, { recursive: true, force: true })
  }
}

// 53100 is PostgreSQL's "disk full".
const noRoom = (error: unknown) => ['ENOSPC', 'EDQUOT', '53100'].includes(systemCode(error))

const scratchFull = () =>
  new StartError(
    `There is no room for the scratch database in ${tmpdir()}: the backup itself is complete. Set TMPDIR to a ` +
      'folder with as much room as the database takes.'
  )

type Read = { found: Checksums; kept: Checksums | undefined }

/** Fills the scratch database. Returns what was read, and the sums that the backup names. */
async function fill(
  tx: TransactionSql,
  manifest: Manifest,
  entries: AsyncGenerator<Entry>,
  reportProgress: ReportProgress
): Promise<Read> {
  const checkForeignKeys = await withoutForeignKeys(tx)
  await emptyTables(tx, manifest.tables)
  // They would add rows that the backup does not have, such as days to be counted again.
  for (const { name } of manifest.tables)
    await tx.unsafe(`alter table ${name} disable trigger user`)
  const sums = new RunningChecksums()
  let kept: Checksums | undefined
  let done = 0
  for await (const entry of entries) {
    if (entry.name === place.checksumsName)
      kept = checksumsShape.parse(JSON.parse((await buffer(entry.content)).toString()))
    else done += await take(tx, manifest, sums, entry)
    reportProgress(done, sizeOf(manifest))
  }
  await checkForeignKeys()
  return { found: sums.value, kept }
}

/** Takes a part of a table or a file. Returns its number of rows or files. */
async function take(
  tx: TransactionSql,
  manifest: Manifest,
  sums: RunningChecksums,
  { name, content }: Entry
) {
  if (name.startsWith(place.uploadsFolder)) {
    // Files are only read: where they would be stored is not the forum's storage.
    for await (const bytes of sums.file(content)) void bytes
    return 1
  }
  const table = place.tableOf(manifest, name)
  const bytes = await buffer(content)
  await writePart(tx, table, bytes)
  return sums.addRows(table.name, bytes)
}

/** What differs between the backup and its own sums. */
function differences({ tables }: Manifest, { found, kept }: Read): string[] {
  if (!kept) return ['it has no checksums']
  const rowsOf = (name: string, sums: Checksums) => JSON.stringify(sums.tables[name] ?? none)
  const wrong = tables.filter(
    ({ name, rows }) =>
      rowsOf(name, found) !== rowsOf(name, kept) || (found.tables[name]?.rows ?? 0) !== rows
  )
  const files =
    JSON.stringify(found.uploads) === JSON.stringify(kept.uploads) ? [] : ['its files differ']
  return [...wrong.map(({ name }) => `its table ${name} differs`), ...files]
}

const none = { rows: 0, sum: '0' }

/** Reads the restored tables again. */
async function tablesThatDiffer(
  sql: Sql,
  { tables }: Manifest,
  { found }: Read
): Promise<string[]> {
  const faults: string[] = []
  for (const table of tables) {
    const sum = new TableSum()
    for await (const bytes of readTable(sql, table)) sum.add(bytes)
    if (JSON.stringify(sum.value) === JSON.stringify(found.tables[table.name] ?? none)) continue
    faults.push(`its table ${table.name} is not restored as it was`)
  }
  return faults
}

import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Sql, TransactionSql } from 'postgres'
import { pausedAt } from '@stoa/core/effects'
import { StartError } from '@stoa/core/server'
import type { Forum } from '../forum.ts'
import { readArchive, type Entry } from './archive.ts'
import type { ReportProgress } from './backup.ts'
import { TableSum } from './checksums.ts'
import * as place from './manifest.ts'
import { passphrasesOf, sizeOf, type Manifest } from './manifest.ts'
import { openManifest, refuseOther } from './open-manifest.ts'
import { continueNumbers, emptyTables, withoutForeignKeys, writePart } from './tables.ts'

/**
 * Fills an empty forum from a backup in one transaction, except for uploads, which are invisible
 * without it. All users must sign in again. Pending effects run, and their mails and webhooks are
 * held (see `Departure`).
 * @throws StartError if the forum is not empty, and for a backup of another version or secret
 */
export async function restore(
  forum: Restored,
  { name, open }: Backup,
  reportProgress: ReportProgress
) {
  const { connection, ports, context } = forum
  await refuseContent(connection.sql)
  const entries = readArchive(open, passphrasesOf(ports))
  const manifest = await openManifest(entries, name)
  await refuseOther(connection.sql, manifest)
  await connection.sql.begin(async (tx) => {
    const checkForeignKeys = await withoutForeignKeys(tx)
    await emptyTables(tx, manifest.tables)
    const total = sizeOf(manifest)
    let done = 0
    for await (const entry of entries)
      reportProgress((done += await put(forum, tx, manifest, entry)), total)
    await checkForeignKeys()
    await continueNumbers(tx)
    await tx`update events set dispatched_at = null where id = any(${manifest.waiting})`
    await endReports(tx, context().now)
    await hold(tx, context().now)
  })
}

/** A backup, and what the operator calls it. */
export type Backup = { name: string; open(): Promise<Readable> }

type Restored = Pick<Forum, 'connection' | 'ports' | 'context'>

async function hold(tx: TransactionSql, now: string) {
  const { name, value } = pausedAt(now)
  await tx`
    insert into settings (name, value, updated_at) values (${name}, ${JSON.stringify(value)}::text::jsonb, ${now})
    on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at`
}

/** Reports of lost second factors end, as their owners may have cancelled them since the backup. */
async function endReports(tx: TransactionSql, now: string) {
  await tx`
    update second_factors set lost_at = null, replaceable_at = null, loss_notified_at = null
    where lost_at is not null`
  await tx`
    update approvals set state = 'withdrawn', decided_at = ${now}
    where kind = 'factor_loss' and state = 'waiting'`
}

async function refuseContent(sql: Sql) {
  const [user] = await sql`select from users limit 1`
  if (user)
    throw new StartError(
      'This forum has accounts. Restore into an empty one, with a different STOA_DATA or DATABASE_URL.'
    )
}

/** Restores one entry. Returns its number of rows or files. */
async function put({ ports }: Restored, tx: TransactionSql, manifest: Manifest, entry: Entry) {
  const { name, content } = entry
  if (name.startsWith(place.uploadsFolder)) {
    await ports.files.put(name.slice(place.uploadsFolder.length), content)
    return 1
  }
  if (name === place.checksumsName) return 0
  const bytes = await buffer(content)
  await writePart(tx, place.tableOf(manifest, name), bytes)
  return new TableSum().add(bytes)
}

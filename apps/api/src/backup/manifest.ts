import type { Sql } from 'postgres'
import { z } from 'zod'
import type { Ports } from '@stoa/core'
import { appliedHashes } from '@stoa/core/database'
import { awaitedEvents } from '@stoa/core/effects'
import { variantId } from '@stoa/uploads'
import { listTables } from './tables.ts'

const shape = z.object({
  format: z.literal(1),
  /** The migrations of the original forum, oldest first. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number() })),
  /** Files of uploads, their variants included. */
  uploads: z.number(),
  /** Events whose effects wait in jobs, which are not copied. */
  waiting: z.array(z.number())
})

/** The first entry of a backup, which describes the others. */
export type Manifest = z.infer<typeof shape>

/** Describes the database as a connection sees it. */
export async function describe(sql: Sql): Promise<Manifest> {
  const tables = []
  for (const table of await listTables(sql)) {
    const [row] = await sql.unsafe<{ rows: number }[]>(`select count(*) as rows from ${table.name}`)
    tables.push({ ...table, rows: row?.rows ?? 0 })
  }
  const jobs = await sql.unsafe<{ id: number }[]>(awaitedEvents)
  return {
    format: 1,
    migrations: await appliedHashes(sql),
    tables,
    uploads: (await storedFiles(sql)).length,
    waiting: jobs.map(({ id }) => id)
  }
}

/** The ids of all files in the storage, each upload followed by its variants. */
export async function storedFiles(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string; variants: { width: number }[] | null }[]>`
    select id, variants from uploads where erased_at is null
      and scan is distinct from 'found' order by id`
  return rows.flatMap(({ id, variants }) => [
    id,
    ...(variants ?? []).map(({ width }) => variantId(id, width))
  ])
}

export const sizeOf = ({ tables, uploads }: Manifest) =>
  tables.reduce((sum, { rows }) => sum + rows, uploads)

export const parseManifest = (bytes: Buffer): Manifest => shape.parse(JSON.parse(bytes.toString()))

export const manifestName = 'manifest.json'
export const uploadsFolder = 'uploads/'
export const tablesFolder = 'tables/'
/** The last entry. Backups of older versions have none. */
export const checksumsName = 'checksums.json'

/** The table that an entry is a part of. */
export function tableOf({ tables }: Manifest, entryName: string): Manifest['tables'][number] {
  const [, wanted] = entryName.split('/')
  const table = tables.find(({ name }) => name === wanted)
  if (!table) throw new Error(`${entryName} belongs nowhere`)
  return table
}

/**
 * The passphrases of a backup, from the present and the former secret. New backups use the first.
 */
export const passphrasesOf = ({ keyFor, previousKeyFor }: Keys): [string, ...string[]] => {
  const previous = previousKeyFor('backup')
  const passphrase = (key: Buffer) => key.toString('base64url')
  return [passphrase(keyFor('backup')), ...(previous ? [passphrase(previous)] : [])]
}

type Keys = Pick<Ports, 'keyFor' | 'previousKeyFor'>

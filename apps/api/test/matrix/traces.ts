import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import type { TestForum } from '../forum.ts'

type Column = { schema: string; table: string; column: string }

/**
 * Lists `table.column` for all columns that contain a text, also in the tables of graphile-worker.
 */
export async function columnsWith(
  { connection: { sql } }: TestForum,
  texts: string[]
): Promise<string[]> {
  // Byte columns are shown as hex.
  const needles = texts.flatMap((text) => [text, Buffer.from(text).toString('hex')])
  const tables = await sql<Omit<Column, 'column'>[]>`
    select table_schema as schema, table_name as table from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  const found = tables.map(async ({ schema, table }) => {
    const columns = await sql<{ key: string }[]>`
      select distinct field.key from ${sql(schema)}.${sql(table)} stored,
        jsonb_each_text(to_jsonb(stored)) field
      where exists (select from unnest(${needles}::text[]) needle where strpos(field.value, needle) > 0)`
    return columns.map(({ key }) => `${table}.${key}`)
  })
  return (await Promise.all(found)).flat().sort()
}

/** Files of the data folder that contain a text, except emails. */
export async function filesWith({ folder }: TestForum, texts: string[]): Promise<string[]> {
  const files = (await filesOf(folder)).filter((path) => !path.endsWith('.eml'))
  const contents = await Promise.all(
    files.map(async (path) => [path, await readFile(path, 'latin1')])
  )
  return contents
    .filter(([path = '', content = '']) =>
      texts.some((text) => `${path} ${content}`.includes(text))
    )
    .map(([path = '']) => path.slice(folder.length))
}

/** Subjects of the emails that contain a text, after decoding. */
export async function mailsWith({ folder }: TestForum, texts: string[]): Promise<string[]> {
  const files = (await filesOf(folder)).filter((path) => path.endsWith('.eml'))
  const mails = await Promise.all(files.map(async (path) => simpleParser(await readFile(path))))
  const found = mails.filter(({ headerLines, text = '', html }) => {
    const all = [...headerLines.map(({ line }) => line), text, html || ''].join('\n')
    return texts.some((one) => all.includes(one))
  })
  return found.map(({ subject = '' }) => subject).sort()
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findRecipient } from '@stoa/accounts/recipients'
import { exportArticles, importArticles, type ImportOptions } from '@stoa/articles/files'
import type { Client, TestForum } from '../forum.ts'

export type Files = Record<string, string | Buffer>

/** A folder with these files. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stoa-articles-'))
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  return folder
}

/** Imports files as an account, as the command does. */
export async function importAs(
  forum: TestForum,
  client: Pick<Client, 'id'>,
  files: Files | string,
  options: ImportOptions = { publish: true }
) {
  const found = await findRecipient(forum.context(), client.id)
  if (!found) throw new Error('nobody to import as')
  const folder = typeof files === 'string' ? files : await folderOf(files)
  return importArticles({ ...forum.context(), actor: found.actor }, folder, options)
}

/** What an export writes, by path; texts as such. */
export async function exported(forum: TestForum): Promise<Files> {
  const folder = await folderOf({})
  await exportArticles(forum.context(), folder)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const read = async (path: string) => {
    const bytes = await readFile(path)
    return [
      path.slice(folder.length + 1),
      /\.(md|yml)$/.test(path) ? String(bytes) : bytes
    ] as const
  }
  return Object.fromEntries(await Promise.all(paths.map(read)))
}

/** A file of an article in English, with more front matter if needed. */
export const original = (body: string, values: Record<string, string> = {}) =>
  file(
    { title: 'How to pay fees', summary: 'What a withdrawal costs.', kind: 'guide', ...values },
    body
  )

export const file = (values: Record<string, string>, body: string) =>
  `---\n${Object.entries(values)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')}---\n\n${body}\n`

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createAccount } from '@stoa/accounts'
import { exportArticles, importArticles, type Imported } from '@stoa/articles/files'
import { guest } from '@stoa/core'
import { startEmbedded } from '@stoa/embedded-postgres'
import { migrateDatabase } from '../../src/database.ts'
import { openForum } from '../open-forum.ts'
import type { Page } from './pages.ts'

type Importer = {
  import(folder: string): Promise<Imported & { seconds: string }>
  /** Returns the seconds that it took. */
  export(folder: string): Promise<string>
}

/** Runs `work` on a new forum, which is thrown away. */
export async function withImporter(work: (forum: Importer) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stoa-bench-forum-'))
  const embedded = await startEmbedded({ dataDirectory: folder })
  try {
    await migrateDatabase(embedded.target)
    const forum = await openForum({ database: embedded.target, folder, port: 3904 }, false)
    const account = { username: 'importer', email: 'importer@bench.test', role: 'admin' as const }
    await createAccount(forum.context(), { ...account, password: 'a password of the bench' })
    const [{ id = 0 } = {}] = await forum.connection.sql<{ id: number }[]>`select id from users`
    const actor = { ...guest, id, username: account.username, role: account.role }
    await work({
      async import(from) {
        const ctx = { ...forum.context(), actor }
        const [imported, seconds] = await timed(() => importArticles(ctx, from, { publish: true }))
        return { ...imported, seconds }
      },
      export: async (into) => (await timed(() => exportArticles(forum.context(), into)))[1]
    })
    await forum.stop()
  } finally {
    await embedded.stop()
    await rm(folder, { recursive: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[T, string]> {
  const begun = performance.now()
  const answer = await work()
  return [answer, ((performance.now() - begun) / 1000).toFixed(1)]
}

/** Writes pages as the files of articles. */
export async function writeFolder(folder: string, pages: readonly Page[]): Promise<void> {
  for (const { name, language, body } of pages) {
    const title = JSON.stringify(`${name.replace(/^man\d\//, '')}: manual page (${language})`)
    const head = `---\ntitle: ${title}\nsummary: A manual page.\nkind: guide\ntags: [Manual]\n---\n`
    const path = join(folder, `${language}/${name}.${language}.md`)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, `${head}\n${body}`)
  }
}

/** The texts below a folder, by path. */
export async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const
    })
  )
  return new Map(texts)
}

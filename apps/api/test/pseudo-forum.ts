import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { startEmbedded } from '@stoa/embedded-postgres'
import { invalidateSite } from '@stoa/site'
import { siteSettings } from '@stoa/site/schema'
import { migrateDatabase } from '../src/database.ts'
import { createForum } from '../src/forum.ts'
import { loadWeb } from '../src/web-build.ts'
import type { TestForum } from './forum.ts'
import { everyPageRow } from './matrix/pages.ts'
import { createWorld } from './matrix/world.ts'
import { createPeople } from './people.ts'
import { freePort } from './process/server.ts'
import { replaceMessages } from './pseudo-words.ts'

// A forum in a pseudo-locale with the content of every page, for browser tests: a process that
// answers where the pages are, and then what people wrote.

const stood = 'ja'
replaceMessages(stood)
const folder = await mkdtemp(join(tmpdir(), 'stoa-pseudo-'))
const postgres = await startEmbedded({ dataDirectory: folder, disposable: true })
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
await migrateDatabase(postgres.target)
const now = () => new Date().toISOString()
const mailLimits = { perAddress: 30, securityPerDomain: 1000, securityPerAddress: 20 }
const forum = await createForum({
  ...{ target: postgres.target, secret: 'a secret of the tests', dataDirectory: folder },
  ...{ mailFrom: 'forum@forum.test', mailLimits, role: 'all', alone: true, trustProxy: [] },
  ...{ logLevel: 'silent', origin, demo: false, clock: now, web: await loadWeb() }
})
const { db } = forum.connection
await db.update(siteSettings).set({ locales: [stood, 'en'], defaultLocale: 'en', openedAt: now() })
invalidateSite(forum.ports)
await forum.app.listen({ port, host: '127.0.0.1' })
const people = createPeople(forum, origin, now)
// The rows use what people do, not the clock or the folder.
const world = { ...forum, ...people, origin, folder, now } as unknown as TestForum

async function placesOfPages() {
  const categoryId = await people.category({ slug: 'deposits' })
  const places = []
  for (const [route, { path, reader, status = 200 }] of everyPageRow) {
    if (status !== 200) continue
    const made = await createWorld(world, reader, categoryId)
    const url = await path(made)
    places.push({ route, path: url, cookie: made.caller.headers['cookie'] ?? null })
  }
  return places
}

/** All rows of all tables as one text. */
async function contents(): Promise<string> {
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`
  )
  const texts = tables.map(async ({ name }) => {
    const [row] = await db.execute<{ text: string | null }>(
      sql`select string_agg(one::text, ' ') as text from ${sql.identifier(name)} one`
    )
    return row?.text ?? ''
  })
  return (await Promise.all(texts)).join(' ')
}

process.on('message', ({ id }: { id: number }) => {
  void contents().then((text) => process.send?.({ id, text }))
})
process.on('disconnect', () => {
  void forum
    .stop()
    .then(() => postgres.stop())
    .then(() => rm(folder, { recursive: true, force: true }))
    .then(() => process.exit(0))
})
process.send?.({ id: 0, text: JSON.stringify({ origin, pages: await placesOfPages() }) })

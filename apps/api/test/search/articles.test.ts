import { afterAll, describe, expect, test } from 'vitest'
import { reindex, repairDocuments } from '@stoa/search'
import { searchArticles } from '@stoa/search/schema'
import { importAs, original } from '../articles/folder.ts'
import { publicArticle, writer } from '../articles/writing.ts'
import { startForum } from '../forum.ts'
import { articleTests } from './article-finding.ts'
import { titles } from './looking.ts'
import { startServer, type FakeServer } from './meilisearch-server.ts'

describe('PostgreSQL', () => {
  const forum = startForum()
  articleTests(forum, 'postgres')

  test('a repair and a new index bring back what is missing', async () => {
    const { db } = forum.connection
    await publicArticle(forum, { body: 'The turquoise lamp.' })
    await forum.settle()
    await db.delete(searchArticles)
    expect(await titles(forum.guest, 'turquoise')).toEqual([])
    expect((await repairDocuments(forum.context())).stale).toBeGreaterThan(0)
    expect(await titles(forum.guest, 'turquoise')).toHaveLength(1)
    await db.delete(searchArticles)
    await reindex(forum.context(), () => {})
    expect(await titles(forum.guest, 'turquoise')).toHaveLength(1)
  })
})

describe('many articles', () => {
  const forum = startForum()

  test('of more articles than are ranked, the best is found, however old', async () => {
    const title = 'Opal rings'
    const body = 'Words around an opal.'
    const text = (at: number) => original(body, { title: at === 0 ? title : `Number ${at}` })
    const files = Array.from({ length: 201 }, (_, at) => [`a${at}.en.md`, text(at)])
    const somebody = await writer(forum)
    await importAs(forum, somebody, Object.fromEntries(files.slice(0, 1)))
    forum.advance(60_000)
    await importAs(forum, somebody, Object.fromEntries(files))
    await forum.settle()
    expect((await titles(forum.guest, 'opal'))[0]).toBe(title)
    expect((await titles(forum.guest, 'opal rings unheard'))[0]).toBe(title)
  })
})

describe('Meilisearch', () => {
  let server: FakeServer
  articleTests(
    startForum({
      meili: async () => {
        server = await startServer()
        return { url: server.url }
      }
    }),
    'meilisearch'
  )
  afterAll(() => server.close())
})

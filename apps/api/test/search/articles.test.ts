import { afterAll, describe, expect, test } from 'vitest'
import { reindex, repairDocuments } from '@stoa/search'
import { searchArticles } from '@stoa/search/schema'
import { publicArticle } from '../articles/writing.ts'
import { startForum } from '../forum.ts'
import { articleTests } from './article-finding.ts'
import { titles } from './looking.ts'
import { startServer, type FakeServer } from './meilisearch-server.ts'

describe('PostgreSQL', () => {
  const forum = startForum()
  articleTests(forum)

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

describe('Meilisearch', () => {
  let server: FakeServer
  articleTests(
    startForum({
      meili: async () => {
        server = await startServer()
        return { url: server.url }
      }
    })
  )
  afterAll(() => server.close())
})

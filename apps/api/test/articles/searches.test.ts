import { deleteOldFeedback, writeArticleUses } from '@stoa/articles'
import { articleSearches, articleTicketReaders } from '@stoa/articles/schema'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { openTicket } from '../tickets/opening.ts'
import { publicArticle, writer } from './writing.ts'

const forum = startForum({ web: true })

const write = () => writeArticleUses(forum.context())

/** Opens an article from the results of a search, as a reader in a network of their own. */
const find = (slug: string, q: string, reader: number) =>
  forum.guest.inject({
    ...{ method: 'GET', url: `/articles/${slug}`, remoteAddress: `192.0.2.${reader}` },
    headers: {
      'user-agent': 'Mozilla/5.0 Firefox/140.0',
      referer: `${forum.origin}/search?q=${encodeURIComponent(q)}`
    }
  })

async function findAll(slug: string, q: string, readers: number) {
  for (let reader = 1; reader <= readers; reader += 1) await find(slug, q, reader)
  await write()
}

const statisticsOf = async ({ id }: { id: number }) =>
  (await (await writer(forum)).get(`/articles/${id}/statistics`)).body

test('words of a search show once five readers opened the article from it', async () => {
  const article = await publicArticle(forum)
  await findAll(article.slug, 'Withdraw  LIMIT', 4)
  expect((await statisticsOf(article)).searches).toEqual([])
  const { db } = forum.connection
  expect(JSON.stringify(await db.select().from(articleSearches))).not.toContain('limit')
  await findAll(article.slug, 'withdraw limit', 5)
  await findAll(article.slug, 'withdraw limit', 6)
  expect((await statisticsOf(article)).searches).toEqual([{ words: 'withdraw limit', readers: 6 }])
})

test('one reader who comes again, or by several browsers, is one', async () => {
  const article = await publicArticle(forum)
  for (let time = 0; time < 6; time += 1) {
    await find(article.slug, 'again', 9)
    await write()
  }
  expect((await statisticsOf(article)).searches).toEqual([])
})

test('addresses, numbers and secrets that were searched for are never stored', async () => {
  const article = await publicArticle(forum)
  const typed = [
    'anna@gmail.com',
    '0x52908400098527886e0f7030069857d2e4169ee7',
    'order 123456789',
    'legal winner thank year wave sausage worth useful legal winner thank yellow'
  ]
  for (const q of typed) await findAll(article.slug, q, 5)
  const { searches, search } = await statisticsOf(article)
  expect([searches, search]).toEqual([[], 20])
})

test('rare searches of past weeks are deleted, and all when their period is over', async () => {
  const article = await publicArticle(forum)
  const left = async () => {
    const rows = await forum.connection.db.select().from(articleSearches)
    return rows.filter(({ articleId }) => articleId === article.id).length
  }
  await findAll(article.slug, 'rare', 2)
  await findAll(article.slug, 'often', 5)
  expect(await left()).toBe(8)
  forum.advance(8 * 24 * 3600_000)
  await deleteOldFeedback(forum.context())
  expect(await left()).toBe(6)
  forum.advance(183 * 24 * 3600_000)
  await deleteOldFeedback(forum.context())
  expect(await left()).toBe(0)
})

test('a ticket after an article counts once for a member and day', async () => {
  const article = await publicArticle(forum)
  const [member, other] = [await forum.user(), await forum.user()]
  const articlesRead = [{ id: article.id, language: 'en' }]
  for (const client of [member, member, other]) {
    await openTicket(client, { articlesRead })
    await write()
  }
  expect(await statisticsOf(article)).toMatchObject({ tickets: 2, views: 0 })
  forum.advance(24 * 3600_000)
  await openTicket(member, { articlesRead })
  await write()
  expect(await statisticsOf(article)).toMatchObject({ tickets: 3 })
})

test('a ticket that was refused counts nothing', async () => {
  const [article, member] = [await publicArticle(forum), await forum.user()]
  const articlesRead = [{ id: article.id, language: 'en' }]
  expect((await member.post('/tickets', { articlesRead })).status).toBe(422)
  await write()
  expect(await statisticsOf(article)).toMatchObject({ tickets: 0 })
})

test('who opened tickets after an article is forgotten after a day', async () => {
  const [article, member] = [await publicArticle(forum), await forum.user()]
  await openTicket(member, { articlesRead: [{ id: article.id, language: 'en' }] })
  await write()
  forum.advance(2 * 24 * 3600_000)
  await deleteOldFeedback(forum.context())
  expect(await forum.connection.db.$count(articleTicketReaders)).toBe(0)
  expect(await statisticsOf(article)).toMatchObject({ tickets: 1 })
})

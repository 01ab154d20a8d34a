import { writeArticleUses } from '@stoa/articles'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { draft, publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum({ web: true })

type Article = { id: number; language: string }

const write = () => writeArticleUses(forum.context())

const browser = { 'user-agent': 'Mozilla/5.0 Firefox/140.0' }

/** Opens the page of an article, as a browser that came from another page of the forum. */
const open = (slug: string, from?: string, remoteAddress = '192.0.2.7') =>
  forum.guest.inject({
    ...{ method: 'GET', url: `/articles/${encodeURIComponent(slug)}`, remoteAddress },
    headers: { ...browser, ...(from && { referer: `${forum.origin}${from}` }) }
  })

const say = (client: typeof forum.guest, { id, language }: Article, answer: object) =>
  client.put(`/articles/${id}/translations/${language}/feedback`, answer)

const statisticsOf = async ({ id }: Article) =>
  (await (await writer(forum)).get(`/articles/${id}/statistics`)).body

test('views are counted by where they came from, a reload and robots are not', async () => {
  const { slug, ...article } = await publicArticle(forum)
  await open(slug, '/search?q=withdraw')
  await open(slug, '/search?q=withdraw')
  await open(slug, '/ask', '192.0.2.8')
  await open(slug, '', '192.0.2.9')
  await forum.guest.inject({
    method: 'GET',
    url: `/articles/${slug}`,
    headers: { 'user-agent': 'bot' }
  })
  await write()
  expect(await statisticsOf(article)).toMatchObject({ views: 3, search: 1, asking: 1 })
  await open(slug, '', '192.0.2.9')
  await write()
  expect(await statisticsOf(article)).toMatchObject({ views: 4 })
})

test('what could not be written is counted later', async () => {
  const { slug, ...article } = await publicArticle(forum)
  await open(slug)
  const broken = { ...forum.context(), db: { execute: () => Promise.reject(new Error('away')) } }
  await expect(writeArticleUses(broken as never)).rejects.toThrow('away')
  await write()
  expect(await statisticsOf(article)).toMatchObject({ views: 1 })
})

test('everybody says once a day whether an article helped, and may think again', async () => {
  const [article, member] = [await publicArticle(forum), await forum.user()]
  await say(member, article, { helped: true })
  await say(member, article, { helped: false, reason: 'outdated', words: 'The menu moved.' })
  await say(forum.guest, article, { helped: true, whileAsking: true })
  await say(forum.guest, article, { helped: true, whileAsking: true })
  const { helped, notHelped, askingHelped, reasons, words } = await statisticsOf(article)
  expect({ helped, notHelped, askingHelped }).toEqual({ helped: 1, notHelped: 1, askingHelped: 1 })
  expect(reasons).toMatchObject({ outdated: 1, wrong: 0 })
  expect(words.map((one: { words: string }) => one.words)).toEqual(['The menu moved.'])
})

test('another answer without words leaves those that were sent', async () => {
  const [article, keeper] = [await publicArticle(forum), await writer(forum)]
  await say(forum.guest, article, { helped: false, reason: 'wrong', words: 'The fee is 2 now.' })
  const [sent] = (await statisticsOf(article)).words
  await keeper.put(`/articles/feedback/${sent.id}/done`, {})
  await say(forum.guest, article, { helped: false })
  expect((await statisticsOf(article)).words).toMatchObject([
    { words: 'The fee is 2 now.', reason: 'wrong', doneAt: expect.any(String) }
  ])
  await say(forum.guest, article, { helped: true })
  const after = await statisticsOf(article)
  expect(after).toMatchObject({ helped: 1, notHelped: 0, words: [{ words: 'The fee is 2 now.' }] })
})

test('a household counts once, whichever of its addresses it uses', async () => {
  const { slug, ...article } = await publicArticle(forum)
  const url = `/api/v1/articles/${article.id}/translations/en/feedback`
  for (const remoteAddress of ['2001:db8::1', '2001:db8::2']) {
    await open(slug, '', remoteAddress)
    await forum.guest.inject({ method: 'PUT', url, payload: { helped: true }, remoteAddress })
  }
  await write()
  expect(await statisticsOf(article)).toMatchObject({ views: 1, helped: 1 })
})

test('words to the owner are guarded, and sent for a public article alone', async () => {
  const [article, member] = [await publicArticle(forum), await forum.user()]
  const seed = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  expect((await say(member, article, { helped: false, words: seed })).status).toBe(422)
  const hidden = await publicArticle(forum, { readers: 'staff' })
  expect((await say(member, hidden, { helped: true })).status).toBe(404)
  expect((await say(member, await draft(await writer(forum)), { helped: true })).status).toBe(404)
})

test('only who keeps an article reads its statistics and words', async () => {
  const keeper = await forum.user({ role: 'volunteer' })
  const article = await publicArticle(forum, { owner: keeper.username })
  await say(await forum.user(), article, { helped: false, words: 'Which menu?' })
  const seen = (await keeper.get(`/articles/${article.id}/statistics`)).body
  expect(seen.words).toHaveLength(1)
  const other = await forum.user({ role: 'volunteer' })
  expect((await other.get(`/articles/${article.id}/statistics`)).status).toBe(404)
  const done = `/articles/feedback/${seen.words[0].id}/done`
  expect((await other.put(done, {})).status).toBe(404)
  expect((await keeper.put(done, {})).status).toBe(204)
  expect((await statisticsOf(article)).words[0].doneAt).toBeTruthy()
})

test('words about an earlier version are marked', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await publicArticle(forum)
  await say(await forum.user(), article, { helped: false, words: 'A step is missing.' })
  await save(author, article, { body: 'Open the wallet, then send.' })
  await publish(second, article)
  expect((await statisticsOf(article)).words[0].isOutdated).toBe(true)
})

test('the overview has articles and sections, for those who write', async () => {
  const staff = await writer(forum)
  const names = { en: 'Paying in', 'zh-CN': '充值', 'zh-TW': '儲值' }
  const { body: section } = await staff.post('/article-sections', {
    icon: 'coins',
    names,
    slug: 'pay-in'
  })
  const article = await publicArticle(forum, { section: section.id })
  await open(article.slug)
  await write()
  await say(await forum.user(), article, { helped: true })
  const { body } = await staff.get('/articles/statistics?days=30')
  expect(body.items.find((row: Article) => row.id === article.id)).toMatchObject({
    views: 1,
    helped: 1
  })
  expect(
    body.sections.find((row: { section?: { slug: string } }) => row.section?.slug === 'pay-in')
  ).toMatchObject({ views: 1 })
  expect((await (await forum.user({ role: 'staff' })).get('/articles/statistics')).status).toBe(403)
})

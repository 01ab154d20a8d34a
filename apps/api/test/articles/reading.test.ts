import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import {
  changeReaders,
  draft,
  pageOf,
  publicArticle,
  publish,
  save,
  words,
  writer
} from './writing.ts'

const forum = startForum()
const names = { en: 'Wallets', 'zh-CN': '钱包', 'zh-TW': '錢包' }

async function section(values: object = {}): Promise<{ id: number; slug: string }> {
  const slug = `section-${Math.random().toString(36).slice(2)}`
  const input = { slug, icon: 'wallet', names, ...values }
  const { body, text, status } = await (await writer(forum)).post('/article-sections', input)
  if (status !== 201) throw new Error(text)
  return { id: body.id, slug }
}

const titles = async (client: Client, query: string) =>
  (await client.get(`/articles?${query}`)).body.items?.map(({ id }: { id: number }) => id)

test("a member's profile lists their public articles for whom they are", async () => {
  const author = await writer(forum)
  const by = (client: Client, cursor = '') =>
    client.get(`/articles?author=${author.username}${cursor}`)
  expect((await by(forum.guest)).body.items).toEqual([])
  const named = { author: author.username }
  const [shown, ofStaff] = [
    await publicArticle(forum, named),
    await publicArticle(forum, { ...named, readers: 'staff' })
  ]
  await draft(author, named)
  const ids = async (client: Client) =>
    (await by(client)).body.items.map(({ id }: { id: number }) => id)
  expect(await ids(forum.guest)).toEqual([shown.id])
  expect(await ids(author)).toEqual([ofStaff.id, shown.id])
  expect(await forum.count(() => forum.guest.get('/articles?author=nobody'))).toBe(0)
})

test('an article stands in its section and in the section above', async () => {
  const top = await section()
  const below = await section({ parent: top.id })
  const { id } = await publicArticle(forum, { section: below.id })
  expect(await titles(forum.guest, `section=${top.slug}`)).toEqual([id])
  expect(await titles(forum.guest, `section=${below.slug}`)).toEqual([id])
  const { items } = (await forum.guest.get('/article-sections')).body
  const found = items.find((one: { id: number }) => one.id === below.id)
  expect(found).toMatchObject({ parent: top.id, articles: 1, name: 'Wallets' })
})

test("guests see neither a group's article nor one in a members' section", async () => {
  const [staff, member] = [await writer(forum), await forum.user()]
  const members = await section({ readers: 'members' })
  const inSection = await publicArticle(forum, { section: members.id })
  const ofStaff = await publicArticle(forum, { readers: 'staff' })
  for (const [article, seen] of [
    [inSection, 200],
    [ofStaff, 404]
  ] as const) {
    expect((await pageOf(forum.guest, article)).status).toBe(404)
    expect((await pageOf(member, article)).status).toBe(seen)
    expect((await pageOf(staff, article)).status).toBe(200)
  }
  expect((await forum.guest.get(`/articles?section=${members.slug}`)).status).toBe(404)
  expect(await titles(forum.guest, 'kind=guide')).not.toContain(inSection.id)
})

test('a sub-section is hidden with the section above it', async () => {
  const top = await section({ readers: 'staff' })
  const below = await section({ parent: top.id })
  const article = await publicArticle(forum, { section: below.id })
  expect((await pageOf(await forum.user(), article)).status).toBe(404)
  expect((await forum.guest.get('/article-sections')).text).not.toContain(below.slug)
})

test('each language has an address of its own, and a list shows the nearest', async () => {
  const article = await publicArticle(forum)
  const [author, second] = [await writer(forum), await writer(forum)]
  const chinese = { title: `如何提币 ${article.id}`, summary: '从钱包到银行。', body: '# 第一步' }
  const path = `/articles/${article.id}/translations/zh-CN`
  await author.put(path, { ...chinese, revision: 0 })
  const translated = { ...article, language: 'zh-CN', slug: `如何提币-${article.id}` }
  expect((await pageOf(forum.guest, translated)).status).toBe(404)
  await publish(author, translated)
  await publish(second, translated)
  const { languages } = (await pageOf(forum.guest, article)).body
  expect(languages.map(({ language }: { language: string }) => language)).toEqual(['en', 'zh-CN'])
  const { items } = (await forum.guest.get('/articles?kind=guide&language=zh-CN')).body
  expect(items[0]).toMatchObject({ title: chinese.title, language: 'zh-CN' })
})

test('a translation says how many versions of the original it lacks', async () => {
  const article = await publicArticle(forum)
  const [author, second] = [await writer(forum), await writer(forum)]
  const chinese = { title: `充值说明 ${article.id}`, summary: '充值。', body: '充值。' }
  await author.put(`/articles/${article.id}/translations/zh-CN`, { ...chinese, revision: 0 })
  const translated = { ...article, language: 'zh-CN', slug: `充值说明-${article.id}` }
  await publish(author, translated)
  await publish(second, translated)
  for (const body of ['Open it again.', 'Open it once more.']) {
    await save(author, article, { body })
    await publish(author, article)
  }
  expect((await pageOf(forum.guest, translated)).body.behind).toBe(2)
})

test('an earlier slug leads to the present one, and nobody else may have it', async () => {
  const article = await publicArticle(forum)
  const editor = await writer(forum)
  await save(editor, article, { slug: `moved-${article.id}` })
  await publish(editor, article)
  await publish(await writer(forum), article)
  const { body } = await pageOf(forum.guest, article)
  expect(body.article.url).toBe(`/articles/moved-${article.id}`)
  const taken = await editor.post('/articles', words({ slug: article.slug, language: 'zh-CN' }))
  expect(taken).toMatchObject({ status: 422, body: { errors: [{ path: 'slug' }] } })
})

test('of two articles with one title, the second gets a number in its address', async () => {
  const staff = await writer(forum)
  const title = `The same title ${Math.random()}`
  const [one, other] = [await draft(staff, { title }), await draft(staff, { title })]
  expect(other.slug).toBe(`${one.slug}-2`)
  await save(staff, other, { title: 'Another one', slug: undefined })
  expect((await staff.get(`/articles/${other.id}/translations/en`)).body.content).toMatchObject({
    title: 'Another one',
    slug: other.slug
  })
})

test('readers see earlier public versions without their editors', async () => {
  const article = await publicArticle(forum)
  const editor = await writer(forum)
  await save(editor, article, { body: 'Never shown.' })
  await save(editor, article, { body: 'Open the wallet.', note: 'Shorter.' })
  await publish(editor, article)
  const path = `/articles/${article.id}/translations/en/revisions`
  const { items } = (await forum.guest.get(path)).body
  expect(items.map(({ number }: { number: number }) => number)).toEqual([3, 1])
  const html = expect.stringContaining('<p>Open the wallet.</p>')
  expect(items[0]).toMatchObject({ note: 'Shorter.', editor: null, html })
  expect((await editor.get(path)).body.items).toHaveLength(3)
})

test('who may read an article from now on sees no version that was for others', async () => {
  const { id } = await section({ readers: 'staff' })
  const article = await publicArticle(forum, { section: id, body: 'For our eyes only.' })
  const [editor, member] = [await writer(forum), await forum.user()]
  await save(editor, article, { body: 'For everybody.' })
  await publish(editor, article)
  const numbers = async (client: Client) => {
    const { body } = await client.get(`/articles/${article.id}/translations/en/revisions`)
    return body.items.map(({ number }: { number: number }) => number)
  }
  await changeReaders(forum, editor, `/article-sections/${id}`, { readers: 'members' })
  expect(await numbers(member)).toEqual([2])
  expect(await numbers(editor)).toEqual([2, 1])
  await save(editor, article, { body: 'For each of you.' })
  await publish(editor, article)
  await editor.patch(`/article-sections/${id}`, { readers: 'members', icon: 'book' })
  await save(editor, article, { body: 'For all of you.' })
  await publish(editor, article)
  expect(await numbers(member)).toEqual([4, 3])
  await changeReaders(forum, editor, `/articles/${article.id}`, { section: null })
  expect(await numbers(forum.guest)).toEqual([4])
})

test('a restored version is the newest again', async () => {
  const article = await publicArticle(forum)
  const editor = await writer(forum)
  await save(editor, article, { body: 'Worse.' })
  const path = `/articles/${article.id}/translations/en`
  const restored = await editor.post(`${path}/restoration`, { number: 1, revision: 2 })
  expect(restored.body.revision).toBe(3)
  const { content } = (await editor.get(path)).body
  expect(content.body).toContain('Open the wallet.')
})

test('a draft of one language is thrown away, a public one is not', async () => {
  const editor = await writer(forum)
  const article = await draft(editor)
  expect((await editor.delete(`/articles/${article.id}/translations/en`)).status).toBe(204)
  expect((await editor.get(`/articles/${article.id}/source`)).status).toBe(404)
  const shown = await publicArticle(forum)
  const refused = await editor.delete(`/articles/${shown.id}/translations/en`)
  expect(refused).toMatchObject({ status: 409, body: { code: 'article_was_public' } })
})

import { beforeAll, expect, test } from 'vitest'
import { learnWords } from '@stoa/search'
import { publicArticle, save, publish, translate, writer } from '../articles/writing.ts'
import type { Client, TestForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { look, titles } from './looking.ts'

/** Searches for articles that both engines must answer. */
export function articleTests(forum: TestForum, engine: 'postgres' | 'meilisearch'): void {
  let anna: Client
  let article: { id: number; slug: string; language: string }
  const title = 'Topaz withdrawals need a memo'

  beforeAll(async () => {
    anna = await forum.user()
    const wallet = await forum.category({ slug: 'wallet' })
    const body = 'Why is the memo of my topaz withdrawal missing?'
    await createThread(anna, wallet, { title, body })
    article = await publicArticle(forum, { title, body, summary: 'Memo first.', tags: ['topaz'] })
    await translate(forum, article, 'zh-CN', {
      title: '黄玉提现要填备注',
      summary: '先填备注。',
      body: '没有备注就到不了账，见 E-4711。'
    })
    await forum.settle()
  })

  test('an article stands above a thread that says the same', async () => {
    const { items, total, ...answer } = await look(forum.guest, 'topaz memo')
    expect(answer.engine).toBe(engine)
    expect(items.map(({ kind }) => kind)).toEqual(['article', 'thread'])
    expect(items[0]).toMatchObject({ title, url: `/articles/${article.slug}` })
    expect(items[0]?.titleHtml).toContain('<mark>Topaz</mark>')
    expect(total).toBe(2)
  })

  test('whatever language matches, a reader gets it once, in their own', async () => {
    const chinese = await forum.user({ locale: 'zh-CN' })
    expect(await titles(chinese, '备注 黄玉')).toEqual(['黄玉提现要填备注'])
    expect((await titles(chinese, 'topaz memo'))[0]).toBe('黄玉提现要填备注')
    expect(await titles(forum.guest, '備註')).toEqual([title])
    expect(await titles(forum.guest, 'E-4711', { language: 'zh-CN' })).toEqual(['黄玉提现要填备注'])
  })

  test('slang, pinyin and a missing apostrophe find what they mean', async () => {
    const category = await forum.category()
    const [card, login, twice] = [
      '银行卡被冻结三天',
      "I can't log in today",
      '实名认证试了两次都失败'
    ]
    for (const title of [card, login, twice])
      await createThread(anna, category, { title, body: 'As the title says.' })
    await forum.settle()
    for (const q of ['冻卡', 'dongka', 'dong ka', 'yinhangka dongjie'])
      expect([q, await titles(forum.guest, q)]).toEqual([q, [card]])
    for (const q of ['cant log in', 'CANT LOGIN', "can't log in"])
      expect([q, await titles(forum.guest, q)]).toEqual([q, [login]])
    expect(await titles(forum.guest, '认证失败')).toEqual([twice])
    expect(await titles(forum.guest, '"dongka"')).toEqual([])
  })

  test('a report of a scam leads only if the query asks for one', async () => {
    const category = await forum.category()
    const plain = 'Jasper passwords can be reset in the settings of the account'
    await createThread(anna, category, { title: plain, body: 'With a long explanation.' })
    const warning = await publicArticle(forum, { title: 'Jasper passwords: phishing' })
    await forum.settle()
    expect((await titles(forum.guest, 'jasper passwords'))[0]).toBe(plain)
    expect((await look(forum.guest, 'jasper phishing')).items[0]?.url).toContain(warning.slug)
  })

  test('asked how, the article that explains it leads', async () => {
    for (const named of ['How to polish garnets in seven small steps', 'Polish garnets'])
      await publicArticle(forum, { title: named })
    await forum.settle()
    expect((await titles(forum.guest, 'polish garnets'))[0]).toBe('Polish garnets')
    expect((await titles(forum.guest, 'how to polish garnets'))[0]).toMatch(/^How/)
  })

  test('kind:article leaves articles, other filters leave them out', async () => {
    expect((await look(forum.guest, 'topaz kind:article')).items).toHaveLength(1)
    expect((await look(forum.guest, '', { kind: 'article', tag: 'topaz' })).items).toHaveLength(1)
    for (const filter of ['category:wallet', 'kind:question', 'official:no', 'before:2001-01-01'])
      expect(await look(forum.guest, `备注 ${filter}`)).toMatchObject({ items: [], total: 0 })
  })

  test('the index has new words once they are public, and not the old ones', async () => {
    const [author, second] = [await writer(forum), await writer(forum)]
    const changed = await publicArticle(forum, { body: 'Press the amethyst button.' })
    await save(author, changed, { body: 'Press the garnet button.' })
    await forum.settle()
    expect(await titles(forum.guest, 'garnet')).toEqual([])
    await publish(second, changed)
    await forum.settle()
    expect(await titles(forum.guest, 'garnet')).toHaveLength(1)
    expect(await titles(forum.guest, 'amethyst')).toEqual([])
  })

  test('an archived article, one of a group and a draft are found by nobody else', async () => {
    const staff = await writer(forum)
    const hidden = await publicArticle(forum, { body: 'The obsidian door.', readers: 'staff' })
    const archived = await publicArticle(forum, { body: 'The obsidian gate.' })
    await staff.put(`/articles/${archived.id}/archive`, { successor: null })
    await staff.post('/articles', { ...(await sourceOf(staff, hidden)), title: 'Obsidian' })
    expect(await look(anna, 'obsidian')).toMatchObject({ items: [], total: 0, categories: [] })
    await forum.settle()
    expect(await look(anna, 'obsidian')).toMatchObject({ items: [], total: 0 })
    expect((await look(staff, 'obsidian')).items).toHaveLength(1)
  })

  test('while somebody asks, articles that may answer it are offered once', async () => {
    const asked = async (client: Client, title: string) =>
      (await client.get(`/articles/similar?title=${encodeURIComponent(title)}`)).body.items
    expect(await asked(forum.guest, 'Memo missing for my topaz withdrawal')).toMatchObject([
      { id: article.id, title, summary: 'Memo first.', language: 'en' }
    ])
    expect(await asked(await forum.user({ locale: 'zh-CN' }), '黄玉提现没填备注')).toMatchObject([
      { language: 'zh-CN' }
    ])
    await publicArticle(forum, { title: 'Jade transfers stall', readers: 'staff' })
    await forum.settle()
    expect(await asked(anna, 'Jade transfers stall today')).toEqual([])
    const ticket = { title: 'Topaz withdrawal without memo' }
    const { body } = await anna.post('/tickets/similar', ticket)
    expect(body.articles).toMatchObject([{ id: article.id }])
  })

  test('a typing error in words of an article alone is corrected', async () => {
    const once = { title: 'Carnelian vaults', body: 'Sunstone, peridot, amazonite.' }
    await publicArticle(forum, once)
    const again = await publicArticle(forum, { title: 'Second', body: 'The amazonite.' })
    await forum.settle()
    await learnWords(forum.context())
    for (const filter of ['', ' kind:article']) {
      expect(await look(forum.guest, `carnelain vaults${filter}`)).toMatchObject({
        ...{ engine, meant: 'carnelian vaults', onlySome: false },
        items: [{ kind: 'article', title: once.title }]
      })
      // A word of the text is known once two articles have it.
      const { items, meant } = await look(forum.guest, `amazonitte${filter}`)
      expect([items.length, meant]).toEqual([2, 'amazonite'])
      expect((await look(forum.guest, `peridoot${filter}`)).items).toEqual([])
    }
    expect(again.id).toBeGreaterThan(0)
  })

  test('a word that stands in one article is not corrected to another one', async () => {
    await publicArticle(forum, { title: 'Spinels one', body: 'Words.' })
    await publicArticle(forum, { title: 'Other', body: 'Only the spinelz code.' })
    await forum.settle()
    await learnWords(forum.context())
    expect(await look(forum.guest, 'spinelz nowhere')).toMatchObject({ meant: null })
  })

  test('words of articles for members are suggested to no guest', async () => {
    await publicArticle(forum, { title: 'Tanzanite desk', readers: 'members' })
    await forum.settle()
    await learnWords(forum.context())
    expect(await look(forum.guest, 'tanzanitte')).toMatchObject({ items: [], meant: null })
  })

  test('identifiers are found whole and by their beginning, codes as they are written', async () => {
    const hash = '9f86d081884c7d659a2feaa0c55ad015'
    await publicArticle(forum, { title: 'A receipt', body: `See ${hash} and ERR-2051.` })
    await forum.settle()
    for (const q of [hash, hash.slice(0, 8), 'ERR-2051', 'err-2051 kind:article'])
      expect(await titles(forum.guest, q), q).toEqual(['A receipt'])
    expect(await titles(forum.guest, 'ERR-2052')).toEqual([])
  })

  test('Chinese words are found within sentences, in either script', async () => {
    const original = await publicArticle(forum, { title: 'Ambers' })
    const words = { title: '如何找回琥珀凭证', body: '先联系客服核对身份，再重置密码。' }
    await translate(forum, original, 'zh-CN', words)
    await forum.settle()
    const reader = await forum.user({ locale: 'zh-TW' })
    for (const q of ['琥珀', '找回凭证', '核對身份', '重置密码 kind:article'])
      expect((await titles(reader, q))[0], q).toBe(words.title)
  })

  test('titles are suggested to those who may read them', async () => {
    await publicArticle(forum, { title: 'Beryl keys', readers: 'members' })
    await forum.settle()
    const kinds = async (client: Client) =>
      (await client.get('/search/suggestions?q=ber')).body.items.map(
        ({ kind, title }: { kind: string; title: string }) => `${kind} ${title}`
      )
    expect(await kinds(anna)).toContain('article Beryl keys')
    expect(await kinds(forum.guest)).toEqual([])
  })
}

async function sourceOf(client: Client, { id, language }: { id: number; language: string }) {
  const { body } = await client.get(`/articles/${id}/translations/${language}`)
  const { title, summary, body: text } = body.content
  return { language, kind: 'guide', title, summary, body: text }
}

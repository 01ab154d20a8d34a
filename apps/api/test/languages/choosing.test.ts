import { afterEach, beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'

const forum = startForum({ web: true })
let admin: Client

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
})

const choose = (languages: string[], fallback = languages[0], confirmed = true) =>
  admin.put('/admin/languages', { languages, default: fallback, confirmed })

afterEach(async () => {
  await choose(['zh-CN', 'zh-TW', 'en'], 'en')
})

const page = async (path: string, language: string) => {
  const headers = { host: new URL(forum.origin).host, 'accept-language': language }
  const { body } = await forum.app.inject({ method: 'GET', url: path, headers })
  return body
}

test('a forum in one language speaks it to everybody and offers no other', async () => {
  const several = await page('/', 'en')
  expect(several).toMatch(/<html lang="en"/)
  expect(several).toContain('hreflang="zh-TW"')
  expect((await choose(['zh-CN'])).status).toBe(204)
  for (const path of ['/', '/?lang=en', '/sign-in', '/search']) {
    const shown = await page(path, 'en')
    expect(shown).toMatch(/<html lang="zh-CN"/)
    expect(shown).not.toMatch(/hreflang|[?&;]lang=|language=all|name="language"/)
  }
  expect((await forum.guest.get('/threads/999', { 'accept-language': 'en' })).body.title).toMatch(
    /\p{sc=Han}/u
  )
})

test('threads in other languages are listed where a forum has one language', async () => {
  const categoryId = await forum.category()
  const asker = await forum.user({ locale: 'en' })
  const thread = {
    categoryId,
    kind: 'question',
    title: 'Withdrawal is stuck',
    body: 'Since Monday.'
  }
  await asker.post('/threads', { ...thread, language: 'en' })
  const listed = async () =>
    (await forum.guest.get('/threads', { 'accept-language': 'zh-CN' })).body.items.length
  expect(await listed()).toBe(0)
  await choose(['zh-CN'])
  expect(await listed()).toBe(1)
  expect(
    (await asker.post('/threads', { ...thread, title: '提现卡住了', body: '三天了' })).status
  ).toBe(201)
})

test('only the default language is needed for names, and others fall back to it', async () => {
  await choose(['zh-CN', 'en'])
  const category = { slug: 'cards', name: { en: 'Cards' }, description: { en: 'Cards' } }
  const refused = await admin.post('/categories', category)
  expect(refused.body.errors).toMatchObject([{ path: 'name.zh-CN' }])
  const words = { name: { 'zh-CN': '银行卡' }, description: { 'zh-CN': '卡的问题' } }
  expect((await admin.post('/categories', { ...category, ...words })).status).toBe(201)
  const { items } = (await forum.guest.get('/categories', { 'accept-language': 'en' })).body
  expect(items.find(({ slug }: { slug: string }) => slug === 'cards')).toMatchObject({
    name: '银行卡'
  })
  const names = { 'zh-CN': '卡片' }
  expect((await admin.post('/desk/topics', { key: 'cards', names })).status).toBe(201)
  expect(
    (await admin.post('/announcements/types', { key: 'cards', names, basis: 'info' })).status
  ).toBe(201)
})

test('a language that is in use is removed only when that is confirmed', async () => {
  const member = await forum.user({ locale: 'zh-TW' })
  const refused = await choose(['zh-CN', 'en'], 'zh-CN', false)
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({ code: 'language_in_use' })
  expect(refused.body.detail).toContain('繁體中文')
  expect((await choose(['zh-CN', 'en'], 'zh-TW')).body.errors).toMatchObject([{ path: 'default' }])
  expect((await choose([], 'en')).status).toBe(422)
  expect((await choose(['zh-CN', 'en'])).status).toBe(204)
  expect((await member.get('/threads/999')).body.title).toMatch(/[\u4e00-\u9fff]/)
})

test('what is left to translate is shown for each language', async () => {
  const { items } = (await admin.get('/admin/languages')).body
  expect(items.map(({ code }: { code: string }) => code)).toEqual(
    expect.arrayContaining(['zh-CN', 'zh-TW', 'en'])
  )
  for (const { complete, missing } of items) expect(missing > 0).toBe(!complete)
})

test('an incomplete language falls back to English, and documents without it say so', async () => {
  await choose(['ja', 'en'], 'en')
  expect(await page('/sign-in', 'ja')).toContain('ログイン')
  const contact = await page('/contact', 'ja')
  expect(contact).toContain('日本語版はありません。英語版を表示しています。')
  expect(contact).toContain('What staff never ask for')
  expect(await page('/contact', 'en')).not.toContain('available in your language')
  const { items } = (await admin.get('/admin/languages')).body
  expect(items[0]).toMatchObject({ code: 'ja', complete: false })
})

test('a question in Japanese is known as such where the forum speaks it', async () => {
  await choose(['ja', 'zh-CN'])
  const asker = await forum.user({ locale: 'zh-CN' })
  const thread = { categoryId: await forum.category(), kind: 'question', body: '三日前からです。' }
  const asked = await asker.post('/threads', { ...thread, title: '出金が保留のままです' })
  const { body } = await asker.get(`/threads/${asked.body.id}`)
  expect(body.thread.language).toBe('ja')
})

const marked = 'in Simplified Chinese</span>'

test('a name in another language says so, and not where the forum has one language', async () => {
  await choose(['zh-CN', 'en'])
  const words = { name: { 'zh-CN': '理财' }, description: { 'zh-CN': '理财产品' } }
  await admin.post('/categories', { slug: 'funds', ...words })
  const shown = await page('/c/funds', 'en')
  expect(shown).toMatch(/<h1[^>]* lang="zh-CN">\s*理财<span[^>]* lang="en">in Simplified Chinese</)
  expect(await page('/', 'en')).toContain(marked)
  expect(await page('/c/funds', 'zh-CN')).not.toMatch(/仅有|<h1[^>]* lang=/)
  await choose(['zh-CN'])
  expect(await page('/c/funds', 'en')).not.toContain(marked)
})

test('a new default language names what has no text in it, with links', async () => {
  await choose(['en', 'zh-CN'])
  const unnamed = (await admin.get('/admin/languages')).body.unnamed
  const named = (kind: string) => unnamed.filter((one: { kind: string }) => one.kind === kind)
  expect(named('category').map(({ name }: { name: string }) => name)).toContain('理财')
  expect(named('announcement_type')).toEqual([
    { kind: 'announcement_type', key: 'cards', name: '卡片' }
  ])
  const { text } = await admin.inject({ method: 'GET', url: '/admin/languages' })
  expect(text).toContain(`href="/admin/categories/${named('category')[0].key}"`)
  expect(text).toContain('href="/admin/announcement-types/cards"')
  await choose(['zh-CN'])
  expect((await admin.get('/admin/languages')).body.unnamed).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ key: 'cards' })])
  )
})

test('a document that lacks the default language is named with its editor', async () => {
  await choose(['en', 'zh-CN'])
  const texts = { en: { title: 'Fees', body: 'What trading costs.' } }
  const path = '/documents/fees'
  await admin.put(`${path}/draft`, { texts, material: true, revision: 0 })
  const { revision } = (await admin.get(`${path}/source`)).body
  const second = await forum.user({ role: 'admin' })
  await second.post(`${path}/publication`, { revision })
  const listed = async () => (await admin.get('/admin/languages')).body.unnamed
  const missing = { kind: 'document', key: 'fees', name: 'Fees' }
  expect(await listed()).not.toContainEqual(missing)
  await choose(['zh-CN', 'en'])
  expect(await listed()).toContainEqual(missing)
  const { text } = await admin.inject({ method: 'GET', url: '/admin/languages' })
  expect(text).toContain('href="/admin/documents/fees"')
})

test('an admin moves a language up without scripts, and the menu follows', async () => {
  await choose(['zh-CN', 'en'])
  const sent = 'languages=zh-CN&languages=en&default=en&code=en'
  const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
  const moved = await admin.inject({
    ...{ method: 'POST', url: '/admin/languages?/up', headers, payload: sent }
  })
  expect(moved.status).toBe(303)
  const { items } = (await admin.get('/admin/languages')).body
  expect(items.slice(0, 2).map(({ code }: { code: string }) => code)).toEqual(['en', 'zh-CN'])
  expect(await page('/', 'en')).toMatch(/hreflang="en"[\s\S]*hreflang="zh-CN"/)
})

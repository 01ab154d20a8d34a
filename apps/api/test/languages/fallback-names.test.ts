import { beforeAll, expect, test } from 'vitest'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })
const inLanguage = (language: string) => ({ accept: 'text/html', 'accept-language': language })
const pageIn = async (url: string, language: string) =>
  (await forum.guest.inject({ method: 'GET', url, headers: inLanguage(language) })).text
let thread: string
let announcement: string

beforeAll(async () => {
  const admin = await forum.user({ role: 'admin' })
  await admin.put('/admin/languages', {
    ...{ languages: ['zh-CN', 'en'], default: 'zh-CN', confirmed: true }
  })
  const words = { name: { 'zh-CN': '银行卡' }, description: { 'zh-CN': '卡的问题' } }
  const { id } = (await admin.post('/categories', { slug: 'cards', ...words })).body
  const names = { 'zh-CN': '卡片公告' }
  await admin.post('/announcements/types', { key: 'cards', names, basis: 'info' })
  thread = `/t/${(await createThread(await forum.user(), id)).id}`
  announcement = `/announcements/${await announce(await announcer(forum), { type: 'cards' })}`
})

test('names in another language than the reader’s say which, in rows and breadcrumbs', async () => {
  const { url } = (await forum.guest.get(`/threads/${thread.slice(3)}`)).body.thread
  for (const path of ['/', url])
    expect(await pageIn(path, 'en')).toMatch(/href="\/c\/cards" lang="zh-CN"[^>]*>银行卡/)
  const { items } = (await forum.guest.get('/announcements', { 'accept-language': 'en' })).body
  expect(items).toMatchObject([{ typeName: '卡片公告', typeLanguage: 'zh-CN' }])
  expect(await pageIn('/announcements', 'en')).toMatch(/class="chip[^>]* lang="zh-CN"/)
})

test('names in the reader’s language have no mark, in answers nor on pages', async () => {
  const zh = { 'accept-language': 'zh-CN' }
  const { category } = (await forum.guest.get(`/threads/${thread.slice(3)}`, zh)).body.thread
  expect(category).toEqual({ id: category.id, slug: 'cards', name: '银行卡' })
  const { body } = await forum.guest.get(announcement, zh)
  expect(body.announcement).not.toHaveProperty('typeLanguage')
  expect(await pageIn('/announcements', 'zh-CN')).not.toMatch(/class="chip[^>]* lang=/)
})

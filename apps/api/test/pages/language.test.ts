import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

async function languageOf(client: Client, url: string, headers = {}) {
  const page = await client.inject({
    method: 'GET',
    url,
    headers: { accept: 'text/html', ...headers }
  })
  return /<html lang="([^"]+)"/.exec(page.text)?.[1]
}

test('a member’s language applies on every device, unless ?lang= is given', async () => {
  const member = await forum.user()
  await member.patch('/me', { locale: 'zh-TW' })
  const elsewhere = { 'accept-language': 'en', cookie: `${member.headers.cookie}; locale=zh-CN` }
  expect(await languageOf(member, '/', elsewhere)).toBe('zh-TW')
  expect(await languageOf(member, '/?lang=en', elsewhere)).toBe('en')
  const refused = await member.get('/threads/999999', elsewhere)
  expect(refused.body.title).toContain('內容不存在')
})

test('a member’s language menu changes the setting and leads back', async () => {
  const member = await forum.user()
  const answer = await sendPageForm(member, '/settings?/language', {
    locale: 'zh-CN',
    next: '/rules'
  })
  expect(answer).toMatchObject({ status: 303, headers: { location: '/rules' } })
  expect(await languageOf(member, '/rules')).toBe('zh-CN')
  const away = await sendPageForm(member, '/settings?/language', {
    locale: 'xx',
    next: '//evil.test'
  })
  expect(away.headers.location).toBe('/')
  expect(await languageOf(member, '/rules')).toBe('zh-CN')
})

test('forms of a page in another language come back in it', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({
    role: 'volunteer',
    moderates: [categoryId],
    locale: 'zh-CN'
  })
  const thread = await createThread(await forum.user(), categoryId)
  await (await forum.user()).post(`/posts/${thread.postId}/reports`, { reason: 'spam' })
  const pressed = async (url: string, button: string, fields: Record<string, string>) => {
    const { text } = await volunteer.inject({ method: 'GET', url: `${url}?lang=en` })
    const [, action = ''] = new RegExp(`action="(\\?/${button}[^"]*)"`).exec(text) ?? []
    return sendPageForm(volunteer, `${url}${action.replaceAll('&amp;', '&')}`, fields)
  }
  const hidden = await pressed('/moderation', 'hide', {
    ...{ postId: String(thread.postId), reason: 'spam', keepReplies: 'true' }
  })
  expect(hidden.text).toContain('<html lang="en"')
  expect(hidden.text).toContain('action="?/undo&amp;lang=en"')
  const closed = await pressed(`/t/${thread.id}/manage`, 'close', { reason: 'other' })
  expect(closed.headers.location).toBe(`/t/${thread.id}?lang=en`)
})

test('a guest’s language comes from ?lang=, then the cookie, then the browser', async () => {
  const headers = { 'accept-language': 'zh-TW', cookie: 'locale=zh-CN' }
  expect(await languageOf(forum.guest, '/?lang=en', headers)).toBe('en')
  expect(await languageOf(forum.guest, '/', headers)).toBe('zh-CN')
  expect(await languageOf(forum.guest, '/', { 'accept-language': 'zh-TW' })).toBe('zh-TW')
})

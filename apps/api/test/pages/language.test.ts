import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
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

test('a guest’s language comes from ?lang=, then the cookie, then the browser', async () => {
  const headers = { 'accept-language': 'zh-TW', cookie: 'locale=zh-CN' }
  expect(await languageOf(forum.guest, '/?lang=en', headers)).toBe('en')
  expect(await languageOf(forum.guest, '/', headers)).toBe('zh-CN')
  expect(await languageOf(forum.guest, '/', { 'accept-language': 'zh-TW' })).toBe('zh-TW')
})

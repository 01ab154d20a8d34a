import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })

test('unknown addresses of the API answer problem+json in the reader’s language', async () => {
  const member = await forum.user()
  await member.patch('/me', { locale: 'zh-TW' })
  const answers = [
    await forum.guest.get('/nowhere', { 'accept-language': 'zh-CN' }),
    await member.get('/nowhere', { 'accept-language': 'en' }),
    await member.post('/threads/1/nowhere', {})
  ]
  for (const { status, headers, body } of answers) {
    expect(status).toBe(404)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(body).toMatchObject({ status: 404, code: 'not_found' })
  }
  expect(answers[0]?.body.title).toContain('内容不存在')
  for (const { body } of answers.slice(1)) expect(body.title).toContain('內容不存在')
})

test('known addresses of the API and unknown pages answer as before', async () => {
  expect((await forum.guest.get('/threads')).status).toBe(200)
  expect((await forum.guest.get('/openapi.json')).body.openapi).toMatch(/^3/)
  const page = await forum.guest.inject({ method: 'GET', url: '/nowhere' })
  expect(page).toMatchObject({
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8' }
  })
})

import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { openWire } from './raw.ts'
import { calledDuring } from './watching.ts'

const forum = startForum({ web: true })
const ask = openWire(forum)

const foreignHosts = [
  'evil.test',
  '127.0.0.1',
  '127.0.0.1:80',
  '127.0.0.1:3000.evil.test',
  '127.0.0.1:3000@evil.test',
  ''
]

test.each(foreignHosts)('the Host %j is answered 421 before anything else', async (host) => {
  for (const path of [
    '/',
    '/api/v1/me',
    '/feed.xml',
    '/icon.svg',
    '/api/docs/',
    '/no-such-page',
    '/healthz'
  ]) {
    const called = await calledDuring(async () => {
      const answer = await ask({ path, headers: { host } })
      expect([answer.status, answer.text]).toEqual([421, 'Misdirected request\n'])
    })
    expect(called).toEqual([])
  }
})

test('so is a foreign host in the address, whatever the Host', async () => {
  for (const path of ['http://evil.test/', 'http://evil.test/api/v1/me', '*'])
    expect((await ask({ path })).status).toBe(421)
})

test('canonical links, feeds and the sitemap name the configured origin, whatever the Host', async () => {
  const headers = { host: 'localhost:3000', 'x-forwarded-host': 'evil.test' }
  for (const path of ['/', '/feed.xml', '/sitemap.xml', '/robots.txt', '/api/v1/openapi.json']) {
    const { text } = await ask({ path, headers })
    expect(text, path).toContain(forum.origin)
    expect(text, path).not.toMatch(/localhost|evil\.test/)
  }
})

import { connect, type AddressInfo } from 'node:net'
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
    '/healthz/',
    '/readyz?x'
  ]) {
    const called = await calledDuring(async () => {
      const answer = await ask({ path, headers: { host } })
      expect([answer.status, answer.text]).toEqual([421, 'Misdirected request\n'])
    })
    expect(called).toEqual([])
  }
})

test('a foreign host in the request target is answered 421, whatever the Host', async () => {
  for (const path of ['http://evil.test/', 'http://evil.test/api/v1/me', '*'])
    expect((await ask({ path })).status).toBe(421)
})

test('a second Host is answered 400, even if one of them is ours', async () => {
  const { port } = forum.app.server.address() as AddressInfo
  const { host } = new URL(forum.origin)
  for (const [one, other] of [
    [host, 'evil.test'],
    ['evil.test', host],
    [host, host]
  ] as const) {
    const socket = connect(port, '127.0.0.1')
    socket.end(`GET /api/v1/me HTTP/1.1\r\nhost: ${one}\r\nHost: ${other}\r\n\r\n`)
    expect(String(Buffer.concat(await socket.toArray()))).toMatch(/^HTTP\/1\.1 400 /)
  }
})

test('canonical links, feeds and sitemap use the configured origin, not the Host', async () => {
  const headers = { host: 'localhost:3000', 'x-forwarded-host': 'evil.test' }
  for (const path of ['/', '/feed.xml', '/sitemap.xml', '/robots.txt', '/api/v1/openapi.json']) {
    const { text } = await ask({ path, headers })
    expect(text, path).toContain(forum.origin)
    expect(text, path).not.toMatch(/localhost|evil\.test/)
  }
})

test('monitoring may use any Host', async () => {
  for (const path of ['/healthz', '/readyz'])
    for (const host of foreignHosts)
      expect((await ask({ path, headers: { host } })).status, host).toBe(200)
})

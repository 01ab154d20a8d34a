import { describe, expect, onTestFinished, test } from 'vitest'
import { startForum } from '../forum.ts'
import { endpointNamed } from './calling.ts'
import { expectHeaders, ofData, ofPage, security, unkept } from './expected-headers.ts'
import { openWire } from './raw.ts'

const forum = startForum({ web: true })
const ask = openWire(forum)
const html = { accept: 'text/html' }

const errors: Record<string, [status: number, request: Parameters<typeof ask>[0]]> = {
  'an unknown page': [404, { path: '/no-such-page', headers: html }],
  'an unknown endpoint': [404, { path: '/api/v1/no-such-endpoint' }],
  'an unknown file': [404, { path: '/no-such-file.js' }],
  'an unknown feed': [404, { path: '/t/999999/feed.xml' }],
  'a twisted address': [404, { path: '/t/%2e%2e/' }],
  'an address that cannot be decoded': [400, { path: '/api/v1/threads/%zz' }],
  'a page address that cannot be decoded': [400, { path: '/t/%zz' }],
  'a foreign Host': [421, { path: '/', headers: { host: 'evil.test' } }],
  'a foreign Host of the API': [421, { path: '/api/v1/me', headers: { host: 'evil.test' } }],
  'a foreign Origin': [403, { method: 'POST', path: '/sign-in', headers: { origin: 'null' } }],
  'a method that a page does not know': [405, { method: 'DELETE', path: '/' }],
  'a token that is none': [401, { path: '/api/v1/me', headers: { authorization: 'Bearer x' } }],
  'a page with a token that is none': [401, { path: '/', headers: { authorization: 'Bearer x' } }],
  'a body that is no JSON': [
    400,
    {
      method: 'POST',
      path: '/api/v1/sessions',
      headers: { 'content-type': 'application/json' },
      body: '{'
    }
  ],
  'a body of an unknown kind': [
    415,
    { method: 'POST', path: '/api/v1/sessions', headers: { 'content-type': 'text/csv' }, body: 'a' }
  ],
  'a body that is too large': [
    413,
    {
      method: 'POST',
      path: '/api/v1/sessions',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'x'.repeat(300_000) })
    }
  ],
  'a parameter that is too long': [404, { path: `/api/v1/users/${'x'.repeat(2000)}` }]
}

test('the 404 for a file of another build is not cached', async () => {
  const answer = await ask({ path: '/_app/immutable/no-such-file.js' })
  expect(answer.status).toBe(404)
  expectHeaders(answer, { ...ofData, 'cache-control': 'public, max-age=0, must-revalidate' })
})

describe('an error', () => {
  test.each(Object.entries(errors))('%s', async (_name, [status, request]) => {
    const answer = await ask(request)
    expect(answer.status, answer.text).toBe(status)
    const isPage = String(answer.headers['content-type']).startsWith('text/html')
    expectHeaders(answer, isPage ? { ...ofPage, ...unkept } : ofData)
  })

  test('a bug answers without its text, as data and as a page', async () => {
    const categories = endpointNamed('threads.categories')
    const { handle } = categories
    onTestFinished(() => void (categories.handle = handle))
    categories.handle = () => Promise.reject(new Error('relation "users" of 10.0.0.7'))
    for (const path of ['/api/v1/categories', '/ask?title=x']) {
      const answer = await ask({ path, headers: html })
      expect(answer.status).toBe(500)
      expect(answer.text).not.toMatch(/relation|10\.0\.0\.7|\.ts:/)
      const isPage = String(answer.headers['content-type']).startsWith('text/html')
      expect(answer.headers).toMatchObject({ ...security, ...unkept })
      if (!isPage) expectHeaders(answer, ofData)
    }
  })
})

describe('over https', () => {
  const origin = 'https://forum.example'
  const secure = startForum({ web: true, origin })

  test('every kind of answer demands https from then on', async () => {
    const hsts = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    for (const url of ['/', '/api/v1/me', '/feed.xml', '/no-such-page', '/icon.svg', '/healthz'])
      expect((await secure.guest.inject({ method: 'GET', url })).headers).toMatchObject(hsts)
    const foreign = { url: '/', headers: { host: 'evil.test' } }
    expect((await secure.guest.inject(foreign)).headers).toMatchObject(hsts)
  })

  test('the session cookie is for this host and https only', async () => {
    const { status, headers } = await secure.guest.delete('/sessions/current')
    const cookies = [headers['set-cookie']].flat().filter(Boolean)
    expect(status).toBe(204)
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-.*; Path=\/; HttpOnly; SameSite=Lax; Secure/)
  })
})

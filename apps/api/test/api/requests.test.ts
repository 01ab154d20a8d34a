import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })

async function tokenOf(scopes: string[] = ['read']) {
  const member = await forum.user()
  const { body } = await member.post('/tokens', { name: 'my script', scopes, days: 30 })
  return body.secret as string
}

const me = (authorization: string, headers = {}) =>
  forum.guest.get('/me', { authorization, ...headers })

test('the scheme of a token may be written in any case', async () => {
  const secret = await tokenOf(['read', 'write'])
  for (const scheme of ['Bearer', 'bearer', 'BEARER '])
    expect((await me(`${scheme} ${secret}`)).body.role).toBe('member')
  const headers = { authorization: `bearer ${secret}`, origin: '' }
  const patch = { method: 'PATCH' as const, url: '/api/v1/me', payload: { bio: 'By a script' } }
  expect((await forum.guest.inject({ ...patch, headers })).status).toBe(200)
})

test('another scheme is refused, and not answered as a guest', async () => {
  for (const other of ['Basic YTpi', 'Token abc', 'Bearer', 'Bearer a b', 'abc'])
    expect(await me(other)).toMatchObject({
      status: 401,
      body: { code: 'authorization_unsupported' },
      headers: { 'www-authenticate': 'Bearer realm="api"' }
    })
})

test('the password of a proxy before the forum is no credential of its pages', async () => {
  const headers = { authorization: 'Basic YTpi', 'sec-fetch-site': 'same-origin' }
  expect((await forum.guest.get('/categories', headers)).status).toBe(200)
  const page = { method: 'GET' as const, url: '/', headers: { authorization: 'Basic YTpi' } }
  expect((await forum.guest.inject(page)).status).toBe(200)
})

test('a 401 names the scheme, and a missing scope is named', async () => {
  const authenticate = async (path: string, authorization?: string) =>
    (await forum.guest.get(path, authorization ? { authorization } : {})).headers[
      'www-authenticate'
    ]
  expect(await authenticate('/tickets')).toBe('Bearer realm="api"')
  expect(await authenticate('/me', 'Bearer x')).toBe('Bearer realm="api", error="invalid_token"')
  const moderator = `Bearer ${await tokenOf(['write'])}`
  expect(await authenticate('/tickets', moderator)).toBe(
    'Bearer realm="api", error="insufficient_scope", scope="read support"'
  )
  expect(await authenticate('/categories')).toBeUndefined()
})

test('an unknown query parameter is refused by name, as an unknown field is', async () => {
  const { status, body } = await forum.guest.get('/threads?solvd=true&sort=newest')
  expect([status, body.code]).toEqual([422, 'invalid_input'])
  expect(body.errors).toMatchObject([{ path: 'solvd' }])
  expect((await forum.guest.get('/me?x=1')).status).toBe(422)
  expect((await forum.guest.get('/threads?solved=true&lang=en')).status).toBe(200)
})

test('pages take parameters that others add to their addresses', async () => {
  const get = (url: string) => forum.guest.inject({ method: 'GET', url })
  expect((await get('/?utm_source=mail&fbclid=1')).status).toBe(200)
  expect((await get('/search?q=login&utm_source=mail')).status).toBe(200)
  const link = '/api/v1/notifications/unsubscription?token=x&utm_source=mail'
  // By its token.
  expect((await get(link)).body).toMatchObject({ code: 'not_found' })
})

test('a method that an address does not have is 405 with those it has', async () => {
  const refused = await forum.guest.delete('/threads')
  expect(refused).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
  expect(refused.headers.allow).toBe('GET, HEAD, POST')
  expect((await forum.guest.put('/threads/7')).headers.allow).toBe('GET, HEAD, PATCH, DELETE')
  expect((await forum.guest.put('/nowhere')).status).toBe(404)
  const page = await forum.guest.inject({ method: 'PUT', url: '/' })
  expect([page.status, page.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
})

test('HEAD is answered as GET, without a body', async () => {
  const { id } = (await forum.guest.get('/categories')).body.items[0] ?? { id: 0 }
  expect(id).toBeDefined()
  for (const url of ['/api/v1/categories', '/api/v1/me', '/', '/feed.xml', '/no-such-page']) {
    const [get, head] = [
      await forum.guest.inject({ method: 'GET', url }),
      await forum.guest.inject({ method: 'HEAD', url })
    ]
    expect([head.status, head.text]).toEqual([get.status, ''])
    expect(head.headers['content-type']).toBe(get.headers['content-type'])
    expect(head.headers.etag).toBe(get.headers.etag)
  }
})

import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { setRole } from '@stoa/accounts'
import { apiTokens, users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { setOpened } from '../opening.ts'

const forum = startForum()
const minute = 60_000
const day = 24 * 60 * minute

const create = (client: Client, scopes: string[], days = 30) =>
  client.post('/tokens', { name: 'my script', scopes, days })

async function withToken(client: Client, scopes: string[]) {
  const { body } = await create(client, scopes)
  const headers = { authorization: `Bearer ${body.secret}` }
  return { id: body.id as number, secret: body.secret as string, headers }
}

const me = (headers: Record<string, string>) => forum.guest.get('/me', headers)

test('a token acts as its owner, and is listed without its secret', async () => {
  const member = await forum.user()
  const { secret, headers } = await withToken(member, ['read'])
  expect((await me(headers)).body.username).toBe(member.username)
  const { text, body } = await member.get('/tokens')
  expect(body.items[0]).toMatchObject({ name: 'my script', scopes: ['read'] })
  expect(text).not.toContain(secret)
  expect(JSON.stringify(await forum.connection.db.select().from(apiTokens))).not.toContain(secret)
})

test('a token needs no Origin, but a scope for what it does', async () => {
  const member = await forum.user()
  const patch = async (scopes: string[]) => {
    const { headers } = await withToken(member, scopes)
    const options = { method: 'PATCH' as const, url: '/api/v1/me', payload: { bio: 'By a script' } }
    return forum.guest.inject({ ...options, headers: { ...headers, origin: '' } })
  }
  expect((await patch(['read'])).body.code).toBe('token_scope_missing')
  expect((await patch(['write'])).status).toBe(200)
})

test('a session id is no token, nor a token a session id', async () => {
  const member = await forum.user()
  const { secret, headers } = await withToken(member, ['read'])
  const [name, sessionId] = String(member.headers.cookie).split('=')
  const asToken = () => me({ authorization: `Bearer ${sessionId}` })
  const asSession = () => me({ cookie: `${name}=${secret}` })
  for (const warm of [() => member.get('/me'), () => me(headers)]) await warm()
  expect((await asToken()).body.code).toBe('token_invalid')
  expect((await asSession()).body.role).toBe('guest')
  const patch = { method: 'PATCH' as const, url: '/api/v1/me', payload: { bio: 'Not from a page' } }
  const unasked = { origin: 'https://evil.test', authorization: `Bearer ${sessionId}` }
  expect((await forum.guest.inject({ ...patch, headers: unasked })).status).toBe(401)
})

test('a token can neither make tokens nor see sessions', async () => {
  const member = await forum.user()
  const { headers } = await withToken(member, ['read', 'write'])
  const input = { name: 'x', scopes: ['read'], days: 1 }
  expect((await forum.guest.post('/tokens', input, headers)).status).toBe(403)
  expect((await forum.guest.get('/sessions', headers)).status).toBe(403)
  expect((await forum.guest.get('/me/export', headers)).status).toBe(403)
})

test('a scope above the user’s role is refused', async () => {
  const [member, admin] = [await forum.user(), await forum.user({ role: 'admin' })]
  expect((await create(member, ['moderate'])).body.code).toBe('token_scope_above_role')
  expect((await create(admin, ['admin', 'moderate'])).status).toBe(201)
})

test('a token has only the rights of its scopes', async () => {
  await setOpened(forum, null)
  const admin = await forum.user({ role: 'admin' })
  const roleWith = async (...scopes: string[]) =>
    (await me((await withToken(admin, scopes)).headers)).body.role
  expect(await roleWith('read', 'write')).toBe('member')
  expect(await roleWith('read', 'moderate')).toBe('staff')
  expect(await roleWith('read', 'admin')).toBe('admin')
  await setOpened(forum, forum.now())
})

test('making a token needs a fresh sign-in', async () => {
  const member = await forum.user()
  forum.advance(11 * minute)
  expect((await create(member, ['read'])).body.code).toBe('fresh_authentication_required')
})

test('a revoked token stops working at once', async () => {
  const member = await forum.user()
  const { id, headers } = await withToken(member, ['read'])
  expect((await me(headers)).status).toBe(200)
  expect((await (await forum.user()).delete(`/tokens/${id}`)).status).toBe(404)
  expect((await member.delete(`/tokens/${id}`)).status).toBe(204)
  expect((await me(headers)).body.code).toBe('token_invalid')
})

test('a token expires on its day', async () => {
  const { body } = await create(await forum.user(), ['read'], 1)
  const headers = { authorization: `Bearer ${body.secret}` }
  forum.advance(day - minute)
  expect((await me(headers)).status).toBe(200)
  forum.advance(2 * minute)
  expect((await me(headers)).status).toBe(401)
})

test('a change of role revokes tokens', async () => {
  const staff = await forum.user({ role: 'staff' })
  const { headers } = await withToken(staff, ['read', 'moderate'])
  expect((await me(headers)).body.role).toBe('staff')
  await setRole(forum.context(), staff.username, {
    role: 'member',
    capabilities: [],
    deskTopics: []
  })
  expect((await me(headers)).status).toBe(401)
})

test('a token never has more rights than its owner’s present role', async () => {
  const staff = await forum.user({ role: 'staff' })
  const { headers } = await withToken(staff, ['read', 'moderate'])
  await forum.connection.db.update(users).set({ role: 'member' }).where(eq(users.id, staff.id))
  expect((await me(headers)).body.role).toBe('member')
})

test('the description of the API names the scope that opens each operation', async () => {
  const { body } = await forum.guest.inject({ method: 'GET', url: '/api/v1/openapi.json' })
  const { get, post } = body.paths['/api/v1/threads']
  expect(body.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' })
  expect(get.security).toEqual([{ token: ['read'] }, { session: [] }, {}])
  expect(post.security).toEqual([{ token: ['write'] }, { session: [] }])
  expect(body.paths['/api/v1/tokens'].post.security).toEqual([{ session: [] }])
})

test.each([
  ['nothing', []],
  ['an unknown scope', ['everything']],
  ['over a year', ['read'], 366]
])('a token for %s is refused', async (_, scopes, days = 30) => {
  const member = await forum.user()
  expect((await create(member, scopes, days)).status).toBe(422)
})

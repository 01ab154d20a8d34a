import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { deleteOldAccess, recomputeTrust } from '@stoa/accounts'
import { securityEvents, users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { openTicket } from '../tickets/opening.ts'
import { confirmAll, createService, serviceClient } from './service-account-acts.ts'

const forum = startForum()
const minute = 60_000
let admin: Client
let second: Client

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  second = await forum.user({ role: 'admin' })
})

const listed = async (id: number) =>
  (await admin.get('/service-accounts')).body.items.find((one: { id: number }) => one.id === id)

test('only admins with a fresh sign-in make service accounts', async () => {
  const staff = await forum.user({ role: 'staff' })
  const stale = await forum.user({ role: 'admin' })
  const input = { username: 'deposit-sync', description: 'A sync.' }
  expect((await staff.post('/service-accounts', input)).status).toBe(403)
  forum.advance(11 * minute)
  const refused = await stale.post('/service-accounts', input)
  expect(refused.body.code).toBe('fresh_authentication_required')
  admin = await forum.user({ role: 'admin' })
  expect((await admin.post('/service-accounts', input)).status).toBe(201)
})

test('its name is guarded as a member’s is', async () => {
  const staff = await forum.user({ role: 'staff', username: 'wanda-keller' })
  const taken = await forum.user()
  const named = (username: string) =>
    admin.post('/service-accounts', { username, description: 'A sync.' })
  const likeStaff = staff.username.replace('w', 'vv')
  for (const name of [taken.username, 'official', likeStaff])
    expect((await named(name)).body.errors).toMatchObject([{ path: 'username' }])
})

test('two admins who choose one name at once make one account', async () => {
  const input = { username: 'one-name-only', description: 'A sync.' }
  const both = await Promise.all([1, 2].map(() => admin.post('/service-accounts', input)))
  expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
})

test('what it posts says that a service wrote it, and is never official', async () => {
  const bot = await serviceClient(forum, admin)
  const thread = await createThread(await forum.user(), await forum.category())
  await reply(bot, thread.id)
  const { posts, official } = (await forum.guest.get(`/threads/${thread.id}`)).body
  const [, answer] = posts.items ?? posts
  expect(answer).toMatchObject({ authorRole: 'service', official: false })
  expect(answer.author).toMatchObject({ username: bot.username, role: 'service' })
  expect(official).toEqual([])
})

test('nobody signs in to it, and no list of people has it', async () => {
  const { username, id } = await createService(admin)
  const signIn = { login: username, password: '' }
  expect((await forum.guest.post('/sessions', { ...signIn, password: 'x' })).status).toBe(401)
  expect((await admin.get(`/admin/people?q=${username}`)).body.items).toEqual([])
  expect((await admin.get(`/users?q=${username}`)).body.items).toEqual([])
  const role = { role: 'staff', capabilities: [], deskTopics: [] }
  expect((await admin.put(`/users/${username}/role`, role)).status).toBe(404)
  expect((await forum.guest.get(`/users/${username}`)).body).toMatchObject({ id, role: 'service' })
})

test('it outlives the accounts that nobody confirmed, and its trust stays', async () => {
  const { id } = await createService(admin)
  forum.advance(8 * 24 * 60 * minute)
  await deleteOldAccess(forum.context())
  await recomputeTrust(forum.context(), [id])
  const [row] = await forum.connection.db.select().from(users).where(eq(users.id, id))
  expect(row).toMatchObject({ service: true, email: null, passwordHash: null, trust: 'basic' })
  admin = await forum.user({ role: 'admin' })
  second = await forum.user({ role: 'admin' })
})

test('a token is shown once, with its scopes, end and last use, and is revoked', async () => {
  const bot = await serviceClient(forum, admin, { scopes: ['read'] })
  expect((await bot.get('/me')).body).toMatchObject({ role: 'member', pending: false })
  const { text } = await admin.get('/service-accounts')
  expect(text).not.toContain(String(bot.headers.authorization).slice(7))
  const [token] = (await listed(bot.id)).tokens
  expect(token).toMatchObject({ name: 'nightly', scopes: ['read'], waiting: [] })
  expect(token.lastUsedAt).toBeTruthy()
  const other = await createService(admin)
  const path = (id: number) => `/service-accounts/${id}/tokens/${token.id}`
  expect((await admin.delete(path(other.id))).status).toBe(404)
  expect((await admin.delete(path(bot.id))).status).toBe(204)
  expect((await bot.get('/me')).body.code).toBe('token_invalid')
})

test('it is never an admin', async () => {
  const { id } = await createService(admin)
  const input = { name: 'x', scopes: ['admin'], days: 1 }
  expect((await admin.post(`/service-accounts/${id}/tokens`, input)).status).toBe(422)
})

test('a scope beyond a member’s waits for a second admin', async () => {
  const { id, username } = await createService(admin)
  const input = { name: 'nightly', scopes: ['read', 'moderate'], days: 30 }
  const { body } = await admin.post(`/service-accounts/${id}/tokens`, input)
  expect(body).toMatchObject({ scopes: ['read'], waiting: ['moderate'] })
  const me = () => forum.guest.get('/me', { authorization: `Bearer ${body.secret}` })
  expect((await me()).body.role).toBe('member')
  const [change] = (await second.get('/approvals')).body.items.slice(-1)
  expect(change).toMatchObject({ kind: 'token_power', username, by: admin.username })
  expect((await admin.post(`/approvals/${change.id}/approval`)).status).toBe(403)
  expect((await second.post(`/approvals/${change.id}/approval`)).status).toBe(204)
  expect((await me()).body).toMatchObject({ role: 'staff', capabilities: [] })
})

test('a topic waits for a second admin, and taking it away does not', async () => {
  const bot = await serviceClient(forum, admin)
  const change = (topics: string[]) => admin.patch(`/service-accounts/${bot.id}`, { topics })
  expect((await change(['api'])).body).toEqual({ waiting: ['api'] })
  expect(await listed(bot.id)).toMatchObject({ topics: [], waitingTopics: ['api'] })
  expect((await change(['nonsense'])).body.errors).toMatchObject([{ path: 'topics' }])
  await confirmAll(forum)
  expect((await bot.get('/me')).body.capabilities).toEqual(['desk'])
  expect((await change([])).status).toBe(204)
  expect((await bot.get('/desk/tickets')).status).toBe(403)
})

test('changing the description leaves topics that wait', async () => {
  const { id } = await createService(admin, { topics: ['api'] })
  const change = { description: 'Another one.', requestsPerMinute: 30 }
  expect((await admin.patch(`/service-accounts/${id}`, change)).status).toBe(204)
  expect(await listed(id)).toMatchObject({ ...change, waitingTopics: ['api'] })
})

test('it sees tickets of its topics only, in lists, counts and by number', async () => {
  const member = await forum.user()
  const [seen, hidden] = [await openTicket(member, { topic: 'api' }), await openTicket(member)]
  const bot = await serviceClient(forum, admin, { topics: ['api'] })
  const numbers = async () =>
    (await bot.get('/desk/tickets')).body.items.map(({ number }: { number: string }) => number)
  expect(await numbers()).toEqual([seen])
  const counts = JSON.stringify((await bot.get('/desk/counts')).body)
  expect(counts).toContain('1')
  const status = async (number: string) => (await bot.get(`/tickets/${number}`)).status
  expect([await status(seen), await status(hidden)]).toEqual([200, 404])
  const blind = await serviceClient(forum, admin)
  expect((await blind.get('/desk/tickets')).status).toBe(403)
  expect((await blind.get(`/tickets/${seen}`)).status).toBe(404)
})

test('it opens no ticket, and nobody opens one for it', async () => {
  const bot = await serviceClient(forum, admin)
  const input = { topic: 'api', subject: 'Keys', body: 'A question.' }
  expect((await bot.post('/tickets', input)).body.code).toBe('people_only')
  const thread = await createThread(bot, await forum.category())
  const staff = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const escalation = { topic: 'api', reason: 'Look at it.' }
  const answer = await staff.post(`/threads/${thread.id}/escalation`, escalation)
  expect(answer.body.code).toBe('ticket_requester_gone')
})

test('its limit is its own: 429 with the seconds to wait, and not that of people', async () => {
  const bot = await serviceClient(forum, admin, { scopes: ['read'] })
  await admin.patch(`/service-accounts/${bot.id}`, { requestsPerMinute: 10 })
  const statuses: number[] = []
  for (let i = 0; i < 11; i += 1)
    statuses.push((await bot.get(i % 2 ? '/me' : '/categories')).status)
  expect(statuses).toEqual([...Array<number>(10).fill(200), 429])
  const { headers } = await bot.get('/threads')
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  expect((await admin.get('/me')).status).toBe(200)
  forum.advance(minute)
  expect((await bot.get('/me')).status).toBe(200)
})

test.each([9, 601])('a limit of %d requests is refused', async (requestsPerMinute) => {
  const { id } = await createService(admin)
  const answer = await admin.patch(`/service-accounts/${id}`, { requestsPerMinute })
  expect(answer.body.errors).toMatchObject([{ path: 'requestsPerMinute' }])
})

test('disabling ends tokens, topics and what waits at once', async () => {
  const bot = await serviceClient(forum, admin, { topics: ['api'] })
  await admin.patch(`/service-accounts/${bot.id}`, { topics: ['api', 'other'] })
  expect((await bot.get('/desk/counts')).status).toBe(200)
  expect((await admin.put(`/service-accounts/${bot.id}/disabling`)).status).toBe(204)
  expect((await bot.get('/me')).status).toBe(401)
  expect(await listed(bot.id)).toMatchObject({ topics: [], waitingTopics: [], tokens: [] })
  const input = { name: 'x', scopes: ['read'], days: 1 }
  const token = () => admin.post(`/service-accounts/${bot.id}/tokens`, input)
  expect((await token()).body.code).toBe('service_account_disabled')
  expect((await admin.delete(`/service-accounts/${bot.id}/disabling`)).status).toBe(204)
  expect((await token()).status).toBe(201)
  expect((await bot.get('/me')).status).toBe(401)
})

test('an admin who is none any more leaves nothing of theirs to take effect', async () => {
  const leaver = await forum.user({ role: 'admin' })
  const { id } = await createService(leaver, { topics: ['api'] })
  const input = { name: 'nightly', scopes: ['moderate'], days: 30 }
  await leaver.post(`/service-accounts/${id}/tokens`, input)
  const role = { role: 'member', capabilities: [], deskTopics: [] }
  expect((await admin.put(`/users/${leaver.username}/role`, role)).status).toBe(204)
  const { tokens, waitingTopics } = await listed(id)
  expect([tokens[0].waiting, waitingTopics]).toEqual([[], []])
})

test('the security log says what it did, and who made it', async () => {
  const bot = await serviceClient(forum, admin, { topics: ['api'] })
  const number = await openTicket(await forum.user(), { topic: 'api' })
  await bot.get(`/tickets/${number}`)
  const { body } = await second.get(`/admin/security-events?user=${bot.username}`)
  const [look] = body.items
  expect(look).toMatchObject({ kind: 'look.ticket', actor: { id: bot.id, username: bot.username } })
  expect(look.actor.madeBy).toBe(admin.username)
  const made = body.items.at(-1)
  expect(made).toMatchObject({ kind: 'service_account.created', actor: { id: admin.id } })
  const rows = await forum.connection.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.actorId, bot.id))
  expect(rows.length).toBeGreaterThan(0)
})

test('it does not write its own description', async () => {
  const bot = await serviceClient(forum, admin)
  expect((await bot.patch('/me', { bio: 'The real support.' })).body.code).toBe('people_only')
})

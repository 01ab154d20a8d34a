import { beforeAll, expect, test } from 'vitest'
import { accountsEndpoints, deleteOldAccess } from '@stoa/accounts'
import { securityEvents } from '@stoa/accounts/schema'
import { desc, eq } from 'drizzle-orm'
import { startForum, type Client } from '../forum.ts'
import { confirmMail } from '../opening.ts'
import { readingOf } from '../plans.ts'
import { silence } from '../silencing.ts'
import { agreed, openBrowser } from './browser.ts'
import { protectedAccount } from './protecting.ts'
import { another, reset } from './undo-links.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum()
const day = 24 * 3600_000
let admin: Client

beforeAll(async () => {
  await confirmMail(forum)
  admin = await forum.user({ role: 'admin', username: 'chief' })
})

const namesIn = async (query: string) =>
  (await admin.get(`/admin/people?${query}`)).body.items?.map(
    ({ username }: { username: string }) => username
  )

test('people are found by any part of the name, in Chinese too', async () => {
  for (const username of ['winterbourne', 'overwinter', '湾岸小明']) await forum.user({ username })
  expect(await namesIn('q=winter')).toEqual(['overwinter', 'winterbourne'])
  expect(await namesIn('q=BOURNE')).toEqual(['winterbourne'])
  for (const q of ['岸小', '明', '湾岸小明']) expect(await namesIn(`q=${q}`)).toEqual(['湾岸小明'])
  expect(await namesIn('q=w%25n')).toEqual([])
})

test('people are filtered by role, trust, language, time, sanction and state', async () => {
  const seen = { lastSeenAt: '2020-05-05T10:00:00.000Z', createdAt: '2020-05-01T10:00:00.000Z' }
  const { username } = await forum.user({ ...seen, trust: 'trusted', locale: 'zh-TW' })
  for (const query of [
    ...['trust=trusted', 'language=zh-TW', 'joinedFrom=2020-05-01&joinedTo=2020-05-01'],
    'seenFrom=2020-05-05&seenTo=2020-05-05'
  ])
    expect(await namesIn(query), query).toEqual([username])
  const silenced = await forum.user()
  await silence(forum, silenced)
  for (const kind of ['any', 'silence'])
    expect(await namesIn(`sanction=${kind}`)).toEqual([silenced.username])
  expect(await namesIn('sanction=suspension')).toEqual([])
  expect(await namesIn('role=admin')).toEqual(['chief'])
  const unconfirmed = await forum.user({ emailVerifiedAt: null })
  expect(await namesIn('state=unconfirmed')).toEqual([unconfirmed.username])
  expect((await admin.get('/admin/people?role=king')).status).toBe(422)
})

test('the list goes on behind its cursor, and shows no address', async () => {
  for (let i = 0; i < 51; i += 1) await forum.user({ username: `manyfold${i}` })
  const { body, text } = await admin.get('/admin/people?q=manyfold')
  expect([body.items.length, body.items[0].username]).toEqual([50, 'manyfold50'])
  expect(await namesIn(`q=manyfold&cursor=${body.next}`)).toEqual(['manyfold0'])
  expect(text).not.toContain('@')
})

test('only admins see people', async () => {
  for (const role of ['member', 'volunteer', 'staff'] as const) {
    const other = await forum.user({ role })
    for (const path of ['/admin/people', '/admin/people/chief'])
      expect((await other.get(path)).status).toBe(403)
  }
})

test('a search by email needs a reason, and is logged without a result too', async () => {
  const member = await forum.user({ email: 'wanted@example.test' })
  const search = (email: string, reason = 'They wrote to us') =>
    admin.post('/admin/people/email-search', { email, reason })
  expect((await search('wanted@example.test', '')).status).toBe(422)
  expect((await search('WANTED@example.test')).body).toEqual({ username: member.username })
  expect((await search('wanted@example')).status).toBe(422)
  expect((await search('nobody@example.test')).body).toEqual({ username: null })
  const rows = await forum.connection.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.kind, 'look.email'))
    .orderBy(desc(securityEvents.id))
  const look = { actorId: admin.id, details: { reason: 'They wrote to us' } }
  expect(rows).toMatchObject([
    { ...look, subjectId: null },
    { ...look, subjectId: member.id }
  ])
})

test('the address of another admin finds nobody, in the log neither', async () => {
  await forum.user({ role: 'admin', email: 'other-admin@example.test' })
  const input = { email: 'other-admin@example.test', reason: 'Curiosity' }
  expect((await admin.post('/admin/people/email-search', input)).body.username).toBe(null)
  const [row] = await forum.connection.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.kind, 'look.email'))
    .orderBy(desc(securityEvents.id))
    .limit(1)
  expect(row?.subjectId).toBe(null)
})

const create = (username: string, email: string) =>
  admin.post('/admin/people', { username, email, locale: 'zh-CN' })
const accept = (token: string) =>
  openBrowser(forum).put('/accounts/activation', {
    ...agreed,
    token,
    password: 'seven lanterns drift south'
  })
const signIn = (login: string) =>
  openBrowser(forum).post('/sessions', { login, password: 'seven lanterns drift south' })

test('the owner of a created account chooses the password by mail', async () => {
  expect((await create('chenxi', 'chenxi@example.test')).status).toBe(201)
  expect(await namesIn('state=invited')).toEqual(['chenxi'])
  const { subject, text, token } = await lastMailTo(forum, 'chenxi@example.test')
  expect(subject).toContain('设置密码')
  expect(text).not.toContain('chenxi')
  const offer = await forum.guest.get(`/accounts/activation?token=${token}`)
  expect(offer.body.username).toBe('chenxi')
  expect((await signIn('chenxi')).status).toBe(401)
  expect((await accept(token)).status).toBe(204)
  expect((await signIn('chenxi')).body.role).toBe('member')
  expect((await accept(token)).body.code).toBe('link_expired')
})

test('a link is accepted once by two at the same time', async () => {
  await create('twofold', 'twofold@example.test')
  const { token } = await lastMailTo(forum, 'twofold@example.test')
  const answers = await Promise.all([accept(token), accept(token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 410])
})

test('creating says nothing about an address, and names must be free and honest', async () => {
  await forum.user({ email: 'known@example.test' })
  expect((await create('knownagain', 'known@example.test')).status).toBe(201)
  const [mail] = await mailsTo(forum, 'known@example.test')
  expect(mail?.token).toBe('')
  for (const name of ['knownagain', 'chief', '官方客服'])
    expect((await create(name, 'x@example.test')).body.errors[0].path).toBe('username')
})

test('an account without a password is gone after a week, and its name is free', async () => {
  await create('forgetful', 'forgetful@example.test')
  forum.advance(8 * day)
  admin = await forum.user({ role: 'admin' })
  await deleteOldAccess(forum.context())
  expect(await namesIn('q=forgetful')).toEqual([])
  expect((await create('forgetful', 'forgetful@example.test')).status).toBe(201)
})

const close = (username: string) => admin.post(`/admin/people/${username}/closing`)

test('an admin closes a member’s account, and its owner can keep it', async () => {
  const member = await forum.user({ email: 'closed@example.test', username: 'closeme' })
  expect((await close('closeme')).status).toBe(204)
  expect((await member.get('/me')).body.role).toBe('guest')
  expect((await forum.guest.get('/users/closeme')).status).toBe(410)
  expect((await admin.get('/admin/people/closeme')).body).toMatchObject({ state: 'closing' })
  expect((await close('closeme')).status).toBe(410)
  const { subject, token } = await lastMailTo(forum, 'closed@example.test')
  expect(subject).toBe('An administrator closed your account')
  expect((await forum.guest.post('/accounts/closing/undo', { token })).status).toBe(204)
  expect((await forum.guest.get('/users/closeme')).status).toBe(200)
})

test('closing an account by an admin removes no factor, not even a new one', async () => {
  const { email, username } = await protectedAccount(forum)
  expect((await close(username)).status).toBe(204)
  const { token } = await lastMailTo(forum, email)
  await forum.guest.post('/accounts/closing/undo', { token })
  await reset(forum, email)
  const login = { login: username, password: another }
  expect((await openBrowser(forum).post('/sessions', login)).body.code).toBe(
    'second_factor_required'
  )
})

test('accounts with a role, and one’s own, are not closed', async () => {
  const { username } = await forum.user({ role: 'staff' })
  expect((await close(username)).body.code).toBe('role_first')
  expect((await close(admin.username)).body.code).toBe('own_account')
  const member = await forum.user()
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.post(`/admin/people/${member.username}/closing`)).status).toBe(403)
  forum.advance(11 * 60_000)
  expect((await close(member.username)).body.code).toBe('fresh_authentication_required')
})

test('of many people the indexes find those who match', async () => {
  await forum.connection.sql`
    insert into users (username, username_key, email, email_verified_at, created_at)
    select 'crowd' || n, 'crowd' || n, 'crowd' || n || '@example.test', now, now - n * interval '1 hour'
    from generate_series(1, 20000) n, (select ${forum.now()}::timestamptz as now) t`
  await forum.connection.sql`analyze users`
  const reading = (query: string) =>
    readingOf(forum, forum.context(), async (ctx) =>
      accountsEndpoints.people.handle(ctx, Object.fromEntries(new URLSearchParams(query)))
    )
  const joined = 'joinedFrom=2020-01-01&joinedTo=2020-12-31'
  for (const [query, index] of [
    ['q=岸小', 'users_name_parts'],
    ['trust=new', 'users_joined'],
    ['role=admin', 'users_power'],
    ['sanction=silence', 'sanctions_user'],
    [joined, 'users_joined']
  ] as const)
    expect(await reading(query), query).toMatchObject({
      through: [],
      indexes: expect.arrayContaining([index])
    })
})

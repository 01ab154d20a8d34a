import fc from 'fast-check'
import { and, eq, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { limits } from '@stoa/core/schema'
import { knownClients } from '@stoa/accounts/schema'
import { makeAccount, openBrowser, password, type Browser } from './browser.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { startForum } from '../forum.ts'
import { mailsTo } from './mailbox.ts'

const forum = startForum()
const minute = 60_000

const wrong = 'not this one at all'
const signIn = (browser: Browser, login: string, typed = password) =>
  browser.post('/sessions', { login, password: typed })

/** Sets the count of failed passwords of an account within the hour. */
const failed = (userId: number, count = 100) =>
  forum.connection.db
    .insert(limits)
    .values({ name: 'sign_in', subject: `user:${userId}`, windowStart: forum.now(), count })
    .onConflictDoUpdate({ target: [limits.name, limits.subject], set: { count } })

/** Everything an observer sees of an answer, without the random device id, and its statements. */
async function tracesOf(browser: Browser, login: string, typed: string) {
  let traces = {}
  const statements = await forum.count(async () => {
    const { status, text, headers } = await signIn(browser, login, typed)
    const { date: _, 'x-request-id': __, 'set-cookie': cookie, ...rest } = headers
    traces = {
      status,
      text,
      rest,
      cookie: String(cookie).replace(/=.{22}\.\d+\.[^;]+|; Expires=[^;]+/g, '')
    }
  })
  return { traces, statements }
}

const admissions = async (email: string) =>
  (await mailsTo(forum, email)).filter(({ text }) => text.includes('/admit-device?token='))

test('over the limit a correct password gets the same bytes as a wrong one', async () => {
  const { id, username, email } = await makeAccount(forum)
  // The first request also fills the caches of the process.
  await tracesOf(openBrowser(forum), 'nobody-has-this', wrong)
  const unknown = await tracesOf(openBrowser(forum), 'nobody-has-this', wrong)
  await failed(id)
  for (const login of [username, email])
    for (const typed of [wrong, password])
      expect(await tracesOf(openBrowser(forum), login, typed)).toEqual(unknown)
  // So the hint at the mail is in every answer.
  const text = expect.stringContaining('once you open the link we send')
  expect(unknown).toMatchObject({ traces: { status: 401, text } })
})

test('a hundred failures by strangers do not lock the owner out', async () => {
  const { id, username } = await makeAccount(forum)
  const [laptop, cafe] = [openBrowser(forum), openBrowser(forum)]
  await signIn(laptop, username)
  await failed(id)
  const travelling = openBrowser(forum)
  travelling.useDevice(laptop.device())
  expect((await signIn(travelling, username)).status).toBe(201)
  await forum.connection.db.delete(knownClients).where(eq(knownClients.kind, 'device'))
  expect((await signIn(laptop, username)).status).toBe(201)
  expect((await signIn(cafe, username)).status).toBe(401)
  forum.advance(60 * minute)
  expect((await signIn(cafe, username)).status).toBe(201)
})

test('the owner is mailed a link that admits the device, once in 24 hours', async () => {
  const { id, username, email } = await makeAccount(forum)
  const browser = openBrowser(forum)
  await failed(id)
  await signIn(browser, username, wrong)
  expect(await admissions(email)).toEqual([])
  for (let count = 0; count < 3; count += 1)
    expect((await signIn(browser, username)).status).toBe(401)
  const [mail, ...more] = await admissions(email)
  expect(more).toEqual([])
  const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1]
  expect((await openBrowser(forum).post('/sessions/device', { token })).status).toBe(204)
  expect((await signIn(openBrowser(forum), username)).status).toBe(401)
  expect((await signIn(browser, username)).status).toBe(201)
  expect((await openBrowser(forum).post('/sessions/device', { token })).status).toBe(410)
})

test('two parallel correct passwords over the limit send one mail', async () => {
  const { id, username, email } = await makeAccount(forum)
  await failed(id)
  await Promise.all([1, 2, 3].map(() => signIn(openBrowser(forum), username)))
  expect(await admissions(email)).toHaveLength(1)
})

test('a known device has its own count, even on the network of strangers', async () => {
  const { username } = await makeAccount(forum)
  const address = '203.0.113.50'
  const own = openBrowser(forum, { address })
  await signIn(own, username)
  for (let count = 0; count < 10; count += 1)
    expect((await signIn(openBrowser(forum, { address }), username, wrong)).status).toBe(401)
  expect((await signIn(openBrowser(forum, { address }), username)).status).toBe(429)
  expect((await signIn(own, username)).status).toBe(201)
  for (let count = 0; count < 10; count += 1) await signIn(own, username, wrong)
  expect((await signIn(own, username)).status).toBe(429)
})

test('a device of another account, or a forged one, has no count of its own', async () => {
  const [mine, theirs] = [await makeAccount(forum), await makeAccount(forum)]
  const address = '203.0.113.51'
  const browser = openBrowser(forum, { address })
  await signIn(browser, mine.username)
  for (let count = 0; count < 10; count += 1) await signIn(browser, theirs.username, wrong)
  for (const device of ['', browser.device(), browser.device().replace(/.$/, '-')]) {
    const again = openBrowser(forum, { address })
    again.useDevice(device)
    expect((await signIn(again, theirs.username, wrong)).status).toBe(429)
  }
})

test('an IPv6 /48 has a wider limit beside that of each /64 in it', async () => {
  const { username } = await makeAccount(forum)
  const from = (address: string) => signIn(openBrowser(forum, { address }), username, wrong)
  expect((await from('2001:db8:5:1::1')).status).toBe(401)
  const ofSite = like(limits.subject, '%/48')
  const full = await forum.connection.db
    .update(limits)
    .set({ count: 9_999 })
    .where(ofSite)
    .returning()
  expect(full.map(({ subject }) => subject)).toEqual(['2001:db8:5::/48'])
  expect((await from('2001:db8:5:2::1')).status).toBe(429)
  expect((await from('2001:db8:6:2::1')).status).toBe(401)
})

test('an IPv6 /64 counts as one network, and the next one separately', async () => {
  const { username } = await makeAccount(forum)
  const from = (address: string) => signIn(openBrowser(forum, { address }), username, wrong)
  for (let host = 1; host <= 10; host += 1)
    expect((await from(`2001:db8:1:2::${host}`)).status).toBe(401)
  expect((await from('2001:db8:1:2:ffff::1')).status).toBe(429)
  expect((await from('2001:db8:1:3::1')).status).toBe(401)
})

test('all spellings of a name share one count', async () => {
  const { username } = await makeAccount(forum, { username: 'Ann-Lee-Counts' })
  const browser = openBrowser(forum)
  for (let count = 0; count < 10; count += 1)
    await signIn(browser, count % 2 ? username : username.toUpperCase(), wrong)
  expect((await signIn(browser, 'ann-lee-counts')).status).toBe(429)
})

test('only failures count, and a success uncounts only itself', async () => {
  const { id, username } = await makeAccount(forum)
  const account = and(eq(limits.name, 'sign_in'), eq(limits.subject, `user:${id}`))
  const counted = async () =>
    (await forum.connection.db.select().from(limits).where(account))[0]?.count ?? 0
  const property = fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 8 }), async (tries) => {
    await forum.connection.db.delete(limits).where(account)
    for (const right of tries) await signIn(openBrowser(forum), username, right ? password : wrong)
    expect(await counted()).toBe(tries.filter((right) => !right).length)
  })
  await fc.assert(property, { numRuns: 8 })
})

test.each([
  ['signing out everywhere', (browser: Browser) => browser.delete('/sessions')],
  [
    'a change of password',
    (browser: Browser) =>
      browser.put('/me/password', { current: password, password: 'eleven other umbrellas' })
  ]
])('%s deletes known devices, and gives the present one a new cookie', async (_what, act) => {
  const { id, username } = await makeAccount(forum)
  const [here, there] = [openBrowser(forum), openBrowser(forum)]
  for (const browser of [here, there]) await signIn(browser, username)
  const before = here.device()
  expect((await act(here)).status).toBe(204)
  const known = () =>
    forum.connection.db.select().from(knownClients).where(eq(knownClients.userId, id))
  expect((await known()).map(({ kind }) => kind).sort()).toEqual(['device', 'network'])
  await failed(id)
  const now = await signIn(openBrowser(forum), username, 'eleven other umbrellas')
  expect(now.status).toBe(401)
  expect(here.device()).not.toBe(before)
})

test('a freeze deletes known devices', async () => {
  const { id, username, email } = await makeAccount(forum)
  await signIn(openBrowser(forum), username)
  await signIn(openBrowser(forum, { userAgent: 'Another' }), username)
  const [mail] = await mailsTo(forum, email)
  const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1]
  expect((await openBrowser(forum).post('/accounts/freezing', { token })).status).toBe(204)
  const rows = await forum.connection.db
    .select()
    .from(knownClients)
    .where(eq(knownClients.userId, id))
  expect(rows).toEqual([])
})

test('codes are counted apart from passwords, under the same account limit', async () => {
  const { id, username, secret } = await protectedAccount(forum)
  const browser = openBrowser(forum)
  const begun = await signIn(browser, username)
  const { continuation } = begun.body as { continuation: string }
  const guess = (code: string) => browser.post('/sessions/second-factor', { continuation, code })
  await failed(id)
  const refused = await guess(codeOf(forum, secret))
  expect([refused.status, refused.body.code]).toEqual([401, 'second_factor_wrong'])
  await failed(id, 0)
  expect((await guess(codeOf(forum, secret))).status).toBe(201)
})

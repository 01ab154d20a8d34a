import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { passkeys, users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, signedIn } from './browser.ts'
import { mailsTo } from './mailbox.ts'
import { accountWithPasskey, addPasskey, signed, signInWith } from './passkey-acts.ts'
import { protectedAccount } from './protecting.ts'
import { SoftwareAuthenticator } from './software-authenticator.ts'

const forum = startForum({ loopback: true })

const kindsOf = async (browser: Awaited<ReturnType<typeof signedIn>>) =>
  (await browser.get('/me/security-events')).body.items.map(({ kind }: { kind: string }) => kind)

test('a passkey alone signs in, and its owner was told by mail', async () => {
  const { username, email, key } = await accountWithPasskey(forum)
  const { browser, entered } = await signInWith(forum, key)
  expect(entered).toMatchObject({ status: 201, body: { username, secondFactorMissing: false } })
  expect((await browser.get('/me')).body).toMatchObject({ username, secondFactor: 'on' })
  expect((await mailsTo(forum, email)).map(({ subject }) => subject)).toContain(
    'A passkey was added'
  )
})

test('it is asked for without a name, discoverable and with proof of the person', async () => {
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  const { options } = (await browser.post('/me/passkeys/challenges')).body
  expect(options).toMatchObject({
    rp: { id: 'localhost' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
  })
  const asked = (await openBrowser(forum).post('/sessions/passkey/challenges')).body.options
  expect(asked).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  expect(asked.allowCredentials).toBeUndefined()
})

test('the first one gives recovery codes and ends other sessions, another one does not', async () => {
  const { username } = await makeAccount(forum)
  const [browser, other] = [await signedIn(forum, username), await signedIn(forum, username)]
  const { added } = await addPasskey(browser)
  expect(added.body.codes).toHaveLength(10)
  expect((await other.get('/me')).body.role).toBe('guest')
  const { added: second } = await addPasskey(browser, { name: 'Blue key' })
  expect(second.body.codes).toBeNull()
  expect((await browser.get('/me/passkeys')).body.items).toMatchObject([
    { name: expect.any(String) },
    { name: 'Blue key', lastUsedAt: null }
  ])
})

test('a challenge counts once, in the browser and for the purpose it was made for', async () => {
  const { key, browser } = await accountWithPasskey(forum)
  const guest = openBrowser(forum)
  const input = await signed(guest, key)
  expect((await openBrowser(forum).post('/sessions/passkey', input)).body.code).toBe(
    'passkey_expired'
  )
  expect((await guest.post('/sessions/passkey', input)).status).toBe(201)
  expect(await guest.post('/sessions/passkey', input)).toMatchObject({
    status: 401,
    body: { code: 'passkey_expired' }
  })
  const proof = await signed(browser, key, { path: '/sessions/current/authentication/passkey' })
  expect((await browser.post('/sessions/passkey', proof)).body.code).toBe('passkey_expired')
})

test('of two answers to one challenge at once, one signs in', async () => {
  const { key } = await accountWithPasskey(forum)
  const guest = openBrowser(forum)
  const input = await signed(guest, key)
  const answers = await Promise.all([1, 2].map(() => guest.post('/sessions/passkey', input)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 401])
})

test('a challenge ends after ten minutes', async () => {
  const { key } = await accountWithPasskey(forum)
  const guest = openBrowser(forum)
  const input = await signed(guest, key)
  forum.advance(11 * 60_000)
  expect((await guest.post('/sessions/passkey', input)).body.code).toBe('passkey_expired')
})

test('an origin that is no relying party is refused and in the security log', async () => {
  const { key, browser } = await accountWithPasskey(forum)
  const { entered } = await signInWith(forum, key, { told: { origin: 'https://evil.example' } })
  expect(entered).toMatchObject({ status: 401, body: { code: 'passkey_foreign_origin' } })
  expect(entered.body.detail).toContain('http://localhost:3000')
  expect(await kindsOf(browser)).toContain('passkey.refused')
})

test.each([
  ['another relying party', { rpId: 'evil.example' }, 'passkey_refused'],
  ['a frame in another site', { crossOrigin: true }, 'passkey_foreign_origin'],
  ['an unverified person', { isVerified: false }, 'passkey_unverified']
])('%s is refused, when signing in and when adding', async (_what, told, code) => {
  const { key, browser } = await accountWithPasskey(forum)
  expect((await signInWith(forum, key, { told })).entered).toMatchObject({
    status: 401,
    body: { code }
  })
  const { added } = await addPasskey(browser, { told })
  expect(added.status).toBe(401)
  expect((await browser.get('/me/passkeys')).body.items).toHaveLength(1)
})

test.each([
  ['an id with a byte that no text has', { id: 'a\0b' }],
  ['a number for the account', { response: { clientDataJSON: 'e30', userHandle: 7 } }]
])('%s is refused, when signing in and when adding', async (_what, part) => {
  const { key, browser } = await accountWithPasskey(forum)
  const guest = openBrowser(forum)
  const refused = { status: 401, body: { code: 'passkey_refused' } }
  const { attempt, credential } = await signed(guest, key)
  const broken = JSON.stringify({ ...JSON.parse(credential), ...part })
  expect(await guest.post('/sessions/passkey', { attempt, credential: broken })).toMatchObject(
    refused
  )
  const offered = (await browser.post('/me/passkeys/challenges')).body.attempt
  const given = { attempt: offered, credential: broken }
  expect(await browser.post('/me/passkeys', given)).toMatchObject(refused)
})

test('a signature of another key is refused', async () => {
  const { key } = await accountWithPasskey(forum)
  const stranger = new SoftwareAuthenticator()
  stranger.create({ challenge: '', user: { id: key.made.handle }, rp: { id: 'localhost' } })
  const guest = openBrowser(forum)
  const { attempt, credential } = await signed(guest, stranger)
  const { id } = key.made
  const forged = JSON.stringify({ ...JSON.parse(credential), id, rawId: id })
  const refused = await guest.post('/sessions/passkey', { attempt, credential: forged })
  expect(refused).toMatchObject({ status: 401, body: { code: 'passkey_refused' } })
})

test('a count that does not grow is refused as a copy, recorded and mailed', async () => {
  const { email, key, browser } = await accountWithPasskey(forum)
  await signInWith(forum, key)
  const { entered } = await signInWith(forum, key, { told: { counter: key.counter } })
  expect(entered).toMatchObject({ status: 401, body: { code: 'passkey_cloned' } })
  expect(await kindsOf(browser)).toContain('passkey.cloned')
  const subjects = (await mailsTo(forum, email)).map(({ subject }) => subject)
  expect(subjects).toContain('A passkey of yours may have been copied')
  expect((await signInWith(forum, key)).entered.status).toBe(201)
})

test('an authenticator that does not count signs in again and again', async () => {
  const { username } = await makeAccount(forum)
  const key = new SoftwareAuthenticator()
  key.counts = false
  await addPasskey(await signedIn(forum, username), { key })
  for (const _time of [1, 2]) expect((await signInWith(forum, key)).entered.status).toBe(201)
})

test('a removed passkey and one that says another account are refused', async () => {
  const { key, browser } = await accountWithPasskey(forum)
  const { items } = (await browser.get('/me/passkeys')).body
  key.made.handle = Buffer.from('user:1').toString('base64url')
  expect((await signInWith(forum, key)).entered.body.code).toBe('passkey_unknown')
  expect((await browser.delete(`/me/passkeys/${items[0].id}`)).status).toBe(204)
  expect((await signInWith(forum, key)).entered.body.code).toBe('passkey_unknown')
})

test('one is renamed and removed by its owner alone, and nobody else’s is seen', async () => {
  const [mine, theirs] = [await accountWithPasskey(forum), await accountWithPasskey(forum)]
  const [{ id }] = (await mine.browser.get('/me/passkeys')).body.items
  expect((await theirs.browser.patch(`/me/passkeys/${id}`, { name: 'x' })).status).toBe(404)
  expect((await theirs.browser.delete(`/me/passkeys/${id}`)).status).toBe(404)
  expect((await mine.browser.patch(`/me/passkeys/${id}`, { name: 'Laptop' })).status).toBe(204)
  expect((await mine.browser.get('/me/passkeys')).body.items[0].name).toBe('Laptop')
})

test('adding and removing need fresh proof', async () => {
  const { browser } = await accountWithPasskey(forum)
  const [{ id }] = (await browser.get('/me/passkeys')).body.items
  forum.advance(11 * 60_000)
  const code = 'fresh_authentication_required'
  expect((await browser.post('/me/passkeys/challenges')).body.code).toBe(code)
  expect((await browser.delete(`/me/passkeys/${id}`)).body.code).toBe(code)
})

test('a passkey is not registered twice, and is added beside an authenticator', async () => {
  const { browser, codes } = await protectedAccount(forum)
  const { key, added } = await addPasskey(browser)
  expect(added.body.codes).toBeNull()
  expect(codes).toHaveLength(10)
  const { options } = (await browser.post('/me/passkeys/challenges')).body
  expect(options.excludeCredentials).toMatchObject([{ id: key.made.id }])
})

test('with passkeys the factor stays on without its authenticator', async () => {
  const { browser } = await accountWithPasskey(forum)
  const off = await browser.delete('/me/second-factor')
  expect(off).toMatchObject({ status: 409, body: { code: 'second_factor_is_off' } })
  const both = await protectedAccount(forum)
  await addPasskey(both.browser)
  expect((await both.browser.delete('/me/second-factor')).status).toBe(204)
  expect((await both.browser.get('/me')).body.secondFactor).toBe('on')
  const subjects = (await mailsTo(forum, both.email)).map(({ subject }) => subject)
  expect(subjects.at(-1)).toBe('Your authenticator app was removed')
})

test('the export has the passkeys of the user', async () => {
  const { browser, key } = await accountWithPasskey(forum)
  const { body } = await browser.get('/me/export')
  expect(body.passkeys).toMatchObject([{ credentialId: key.made.id, counter: 1 }])
})

test('a passkey that is removed while it signs in is unknown, and not taken for a copy', async () => {
  const { id, key } = await accountWithPasskey(forum)
  const [browser, { db }] = [openBrowser(forum), forum.connection]
  const given = await signed(browser, key)
  const entering = await db.transaction(async (tx) => {
    await tx.select().from(users).where(eq(users.id, id)).for('update')
    const entering = browser.post('/sessions/passkey', given)
    await wait(300)
    await tx.delete(passkeys).where(eq(passkeys.userId, id))
    return { entering }
  })
  expect((await entering.entering).body.code).toBe('passkey_unknown')
})

test('an account has twenty passkeys at most, and reads why', async () => {
  const { id, browser } = await accountWithPasskey(forum)
  const [key] = await forum.connection.db.select().from(passkeys).where(eq(passkeys.userId, id))
  const { id: _, ...row } = key!
  const more = Array.from({ length: 19 }, (_, n) => ({ ...row, credentialId: `more-${id}-${n}` }))
  await forum.connection.db.insert(passkeys).values(more)
  const { added } = await addPasskey(browser)
  expect([added.status, added.body.code]).toEqual([409, 'passkeys_too_many'])
  expect(added.text).toContain('20 passkeys')
})

test('a passkey that is the only way in is not removed', async () => {
  const { id, browser } = await accountWithPasskey(forum)
  await forum.connection.db.update(users).set({ passwordHash: null }).where(eq(users.id, id))
  const [{ id: passkey }] = (await browser.get('/me/passkeys')).body.items
  const refused = await browser.delete(`/me/passkeys/${passkey}`)
  expect([refused.status, refused.body.code]).toEqual([409, 'last_way_in'])
  expect((await browser.get('/me/passkeys')).body.items).toHaveLength(1)
})

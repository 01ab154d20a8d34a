import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { deleteOldAccess } from '@stoa/accounts'
import { openBrowser, password, signedUp } from './browser.ts'
import { startForum } from '../forum.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum({ demo: true })
const day = 24 * 3600_000

const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')

test('the six digits confirm the address in the session that signed up', async () => {
  const { browser, email, username } = await signedUp(forum)
  const before = browser.cookie()
  const { code } = await lastMailTo(forum, email)
  const answer = await browser.post('/accounts/verification', { code })
  expect(answer.body).toMatchObject({ username, role: 'member', pending: false })
  expect(browser.cookie()).not.toBe(before)
  expect((await browser.get('/me')).body.role).toBe('member')
})

test('the six digits do not work in another browser', async () => {
  const { email } = await signedUp(forum)
  const { code } = await lastMailTo(forum, email)
  expect((await openBrowser(forum).post('/accounts/verification', { code })).status).toBe(401)
})

test('after five wrong codes even the correct one is refused', async () => {
  const { browser, email } = await signedUp(forum)
  const { code } = await lastMailTo(forum, email)
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answer = await browser.post('/accounts/verification', { code: otherThan(code) })
    expect(answer.body.errors[0].message).toBe('Incorrect code.')
  }
  const answer = await browser.post('/accounts/verification', { code })
  expect(answer.body.errors[0].message).toContain('no longer works')
})

test('twenty parallel guesses get five attempts together', async () => {
  const { browser, email } = await signedUp(forum)
  const { code } = await lastMailTo(forum, email)
  const guesses = Array.from({ length: 20 }, () =>
    browser.post('/accounts/verification', { code: otherThan(code) })
  )
  const messages = (await Promise.all(guesses)).map(({ body }) => body.errors?.[0].message)
  expect(messages.filter((one) => one === 'Incorrect code.')).toHaveLength(5)
})

test('the link works in the session of the sign-up, elsewhere with the password', async () => {
  const { email } = await signedUp(forum)
  const { token } = await lastMailTo(forum, email)
  const elsewhere = openBrowser(forum)
  const verify = (input: object) => elsewhere.post('/accounts/verification', { token, ...input })
  expect((await verify({})).body.code).toBe('verification_needs_password')
  expect((await verify({ password: 'not the password' })).status).toBe(422)
  expect((await verify({ password })).body.role).toBe('member')
})

test('a link works once, even in parallel', async () => {
  const { browser, email } = await signedUp(forum)
  const { token } = await lastMailTo(forum, email)
  const verify = () => browser.post('/accounts/verification', { token })
  const answers = await Promise.all([verify(), verify(), verify()])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await verify()).body.code).toBe('link_expired')
})

test('a link expires after a day', async () => {
  const { browser, email } = await signedUp(forum)
  const { token } = await lastMailTo(forum, email)
  forum.advance(day + 1)
  expect((await browser.post('/accounts/verification', { token })).status).toBe(410)
})

test('of two accounts with one address the first to confirm gets it', async () => {
  const email = 'contested@example.test'
  const people = [await signedUp(forum, { email }), await signedUp(forum, { email })]
  const mails = await mailsTo(forum, email)
  const answers = await Promise.all(
    people.map(({ browser }, index) =>
      browser.post('/accounts/verification', { code: mails[index]?.code })
    )
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a new mail revokes the former code', async () => {
  const { browser, email } = await signedUp(forum)
  const first = await lastMailTo(forum, email)
  expect((await browser.post('/accounts/verification/mail')).status).toBe(202)
  const second = await lastMailTo(forum, email)
  expect(second.token).not.toBe(first.token)
  expect((await browser.post('/accounts/verification', { token: first.token })).status).toBe(410)
  expect((await browser.post('/accounts/verification', { token: second.token })).status).toBe(200)
})

test('a confirmed account has nothing to confirm', async () => {
  const { browser, email } = await signedUp(forum)
  const { code } = await lastMailTo(forum, email)
  await browser.post('/accounts/verification', { code })
  for (const [path, body] of [
    ['/accounts/verification/mail', {}],
    ['/accounts/verification', { code }]
  ] as const) {
    const answer = await browser.post(path, body)
    expect([answer.status, answer.body.code]).toEqual([409, 'address_confirmed'])
    expect(answer.body.title).toBe('Your email address is already confirmed.')
  }
  expect((await openBrowser(forum).post('/accounts/verification/mail')).status).toBe(401)
})

test('an account unconfirmed for a week is deleted and its name is free', async () => {
  const { username } = await signedUp(forum)
  const named = () => forum.connection.db.select().from(users).where(eq(users.username, username))
  expect(await named()).toHaveLength(1)
  forum.advance(8 * day)
  await deleteOldAccess(forum.context())
  expect(await named()).toHaveLength(0)
})

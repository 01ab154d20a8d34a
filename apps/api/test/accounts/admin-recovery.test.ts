import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { recoverOnServer } from '@stoa/accounts/factor-loss'
import { mailedTokens, securityEvents, users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { expectHeaders, ofData } from '../matrix/expected-headers.ts'
import { openBrowser, password } from './browser.ts'
import { reportLost } from './factor-losses.ts'
import { lastMailTo } from './mailbox.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { signIn } from './undo-links.ts'

const forum = startForum()

const minute = 60_000

// Each test begins without other admins.
beforeEach(async () => {
  await forum.connection.db.update(users).set({ role: 'member' })
})

async function admin() {
  const account = await protectedAccount(forum)
  await forum.connection.db.update(users).set({ role: 'admin' }).where(eq(users.id, account.id))
  return account
}

const makeLink = async ({ username }: { username: string }) => {
  const recovery = await recoverOnServer(forum.context(), username)
  return 'link' in recovery ? (new URL(recovery.link).searchParams.get('code') ?? '') : ''
}

const refusal = (username: string) =>
  recoverOnServer(forum.context(), username).catch(({ code }: { code: string }) => code)

const offerOf = (link: string) => openBrowser(forum).get(`/accounts/admin-recovery?link=${link}`)

async function recover(link: string, given: object = {}, browser = openBrowser(forum)) {
  const { secret = 'AAAAAAAA' } = (await offerOf(link)).body
  const input = { link, password, code: codeOf(forum, secret), ...given }
  return browser.post('/accounts/admin-recovery', input)
}

test('the link and the password replace the factor, once, and all else ends', async () => {
  const account = await admin()
  const link = await makeLink(account)
  const browser = openBrowser(forum)
  const { status, body } = await recover(link, {}, browser)
  expect([status, body.codes.length]).toEqual([200, 10])
  expect((await browser.get('/me')).body).toMatchObject({ role: 'admin', secondFactor: 'on' })
  expect((await account.browser.get('/me')).body.role).toBe('guest')
  expect((await recover(link)).status).toBe(410)
  const old = account.codes[0]
  expect((await signIn(forum, account.username, password, old)).status).toBe(401)
})

test('a wrong password or code keeps link and factor', async () => {
  const account = await admin()
  const link = await makeLink(account)
  const wrong = [
    await recover(link, { password: 'wrong one' }),
    await recover(link, { code: '000000' })
  ]
  expect(wrong.map(({ body }) => body.errors[0].path)).toEqual(['password', 'code'])
  const code = codeOf(forum, account.secret)
  expect((await signIn(forum, account.username, password, code)).status).toBe(201)
  expect((await recover(link)).status).toBe(200)
})

test('the link ends after 15 minutes, and when a newer one is made', async () => {
  const account = await admin()
  const [older, newer] = [await makeLink(account), await makeLink(account)]
  expect((await offerOf(older)).status).toBe(410)
  expect((await offerOf(newer)).body.username).toBe(account.username)
  forum.advance(15 * minute)
  expect((await recover(newer)).status).toBe(410)
})

test('of two who use it at once, one succeeds', async () => {
  const link = await makeLink(await admin())
  const answers = await Promise.all([recover(link), recover(link)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
})

test('it answers what the admins were asked about the same factor', async () => {
  const account = await admin()
  await reportLost(forum, account)
  const browser = openBrowser(forum)
  expect((await recover(await makeLink(account), {}, browser)).status).toBe(200)
  const { items } = (await browser.get('/approvals')).body
  expect(items).toEqual([])
})

test('it is refused if two others can help, and for accounts without need', async () => {
  const account = await admin()
  expect(await refusal((await protectedAccount(forum)).username)).toBe('not_in_team')
  expect(await refusal('nobody-here')).toBe('not_found')
  for (const code of ['other_admin', 'other_admins']) {
    await forum.user({ role: 'admin' })
    expect(await refusal(account.username)).toBe(code)
  }
})

test('it is logged, mailed to all admins, and stored as a hash', async () => {
  const account = await admin()
  const link = await makeLink(account)
  expect((await lastMailTo(forum, account.email)).subject).toBe(
    'An administrator recovery link was created'
  )
  const { db } = forum.connection
  const rows = await db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.subjectId, account.id))
  expect(rows.map(({ kind }) => kind)).toContain('second_factor.admin_link')
  expect(JSON.stringify(await db.select().from(mailedTokens))).not.toContain(link)
})

test('tries at links and at the password are limited', async () => {
  const link = await makeLink(await admin())
  const browser = openBrowser(forum)
  for (let count = 0; count < 10; count += 1) await recover(link, { password: 'wrong' }, browser)
  expect((await recover(link, {}, browser)).status).toBe(429)
  expectHeaders(await recover('nonsense'), ofData)
})

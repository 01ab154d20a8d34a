import { eq } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { afterEach, expect, test } from 'vitest'
import { identities, mailedTokens, securityEvents, sessions, users } from '@stoa/accounts/schema'
import { allowPasswords } from '@stoa/accounts/sign-in-mode'
import { settings } from '@stoa/core/schema'
import { startForum } from '../forum.ts'
import { confirmMail } from '../opening.ts'
import { makeAccount, openBrowser } from './browser.ts'
import { useLinks } from './link-acts.ts'
import { lastMailTo } from './mailbox.ts'

const forum = startForum({ loopback: true, origin: 'http://localhost:3000' })
const { modes, announced, come, follow, ask } = useLinks(forum)
const { roleOf } = modes

afterEach(() => allowPasswords(forum.context()))

test('an account that waits for its owner is linked by mail, and is theirs then', async () => {
  await confirmMail(forum)
  const startsAt = await announced()
  const { browser: admin } = await modes.byProvider('admin')
  const email = 'awaited@example.test'
  const made = { username: 'awaited', email, locale: 'en' }
  expect((await admin.post('/admin/people', made)).status).toBe(201)
  await come(startsAt)
  const activationExpiresAt = modes.inDays(1)
  await forum.connection.db.update(users).set({ activationExpiresAt }).where(eq(users.email, email))
  await ask(email)
  const mail = await lastMailTo(forum, email)
  expect(mail.subject).toBe('Link your account')
  const { browser, answer } = await follow(mail.token)
  expect([answer.status, await roleOf(browser)]).toEqual([200, 'member'])
  expect((await browser.get('/me')).body.username).toBe('awaited')
})

test('members are still told that passwords stay when the team must use a provider', async () => {
  const member = await makeAccount(forum)
  await announced()
  await forum.settle()
  await allowPasswords(forum.context())
  // It takes effect while these mails are still queued.
  const value = { mode: 'staff', startsAt: null, revision: 999_999 }
  const isMode = eq(settings.name, 'sign_in_mode')
  await forum.connection.db.update(settings).set({ value }).where(isMode)
  expect((await lastMailTo(forum, member.email)).subject).toBe('You can keep signing in as before')
})

const rowsOf = (table: PgTable) => forum.connection.db.select().from(table)

test('opening a mailed link changes nothing, however often and by whom', async () => {
  const member = await makeAccount(forum)
  await announced()
  const { token } = await lastMailTo(forum, member.email)
  const tables = () => Promise.all([identities, mailedTokens, sessions, securityEvents].map(rowsOf))
  const before = await tables()
  const open = () => openBrowser(forum).get(`/identity-links/current?token=${token}`)
  const opened = await Promise.all([open(), open()])
  expect(opened.map(({ status }) => status)).toEqual([200, 200])
  expect(await tables()).toEqual(before)
  expect((await follow(token)).answer.status).toBe(200)
})

import { desc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { secondFactors, securityEvents, users } from '@stoa/accounts/schema'
import { createSetupLink, hasOpenLink } from '@stoa/accounts/setup'
import { settings } from '@stoa/core/schema'
import { setupLines } from '../../src/setup-steps.ts'
import { startForum } from '../forum.ts'
import { expectHeaders, ofData } from '../matrix/expected-headers.ts'
import { agreed, openBrowser, password } from './browser.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'
import { codeOf } from './protecting.ts'

const forum = startForum()
const empty = startForum()

const day = 24 * 3600_000

// Each test begins with a forum that nobody runs.
beforeEach(async () => {
  await forum.connection.db.update(users).set({ role: 'member' })
})

/** The secret of a new link. */
const newLink = async () =>
  new URL((await createSetupLink(forum.context())) ?? '').searchParams.get('code') ?? ''

let serial = 0

/** What the holder of a link sends, with the present code of the offered secret. */
async function filledIn(link: string) {
  const { secret } = (await offer(link)).body
  const username = `founder${(serial += 1)}`
  const account = { username, email: `${username}@example.test`, password }
  return { link, ...account, code: codeOf(forum, secret) }
}

const offer = (link: string) => openBrowser(forum).get(`/setup?link=${link}`)
const create = (input: object) => openBrowser(forum).post('/setup', { ...agreed, ...input })

test('the link makes one admin with a second factor, signed in', async () => {
  const input = await filledIn(await newLink())
  const browser = openBrowser(forum)
  const { status, body } = await browser.post('/setup', { ...agreed, ...input })
  expect([status, body.codes.length]).toEqual([201, 10])
  expect((await browser.get('/me')).body).toMatchObject({ role: 'admin', secondFactor: 'on' })
  const login = { login: input.username, password }
  expect((await openBrowser(forum).post('/sessions', login)).body.code).toBe(
    'second_factor_required'
  )
})

test('in a forum with admins they are mailed, and the log tells of it', async () => {
  await forum.user({
    role: 'admin',
    username: 'former',
    email: 'former@example.test',
    locale: 'en'
  })
  await forum.connection.db.delete(secondFactors)
  const input = await filledIn(await newLink())
  expect((await create(input)).status).toBe(201)
  const { subject } = await lastMailTo(forum, 'former@example.test')
  expect(subject).toBe('A new administrator was created with a set-up link')
  expect(await mailsTo(forum, input.email)).toEqual([])
  const [event] = await forum.connection.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.kind, 'account.created'))
    .orderBy(desc(securityEvents.id))
    .limit(1)
  expect(event?.details).toEqual({ role: 'admin', way: 'setup_link' })
})

test('the link works once, also for two who use it at the same time', async () => {
  const link = await newLink()
  const [one, other] = [await filledIn(link), await filledIn(link)]
  const answers = await Promise.all([create(one), create(other)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 410])
  expect((await offer(link)).body.code).toBe('setup_link_ended')
})

test('the link ends after a day, and when a newer one is made', async () => {
  const [older, newer] = [await newLink(), await newLink()]
  expect((await offer(older)).status).toBe(410)
  expect((await offer(newer)).status).toBe(200)
  const input = await filledIn(newer)
  forum.advance(day)
  expect((await create(input)).status).toBe(410)
})

test('no link opens a forum whose admin has a second factor', async () => {
  const link = await newLink()
  await forum.user({ role: 'admin' })
  expect((await offer(link)).status).toBe(410)
  expect(await createSetupLink(forum.context())).toBeUndefined()
})

test('wrong input keeps the link, and a wrong code of the app makes no account', async () => {
  const link = await newLink()
  const input = await filledIn(link)
  const wrong = await create({ ...input, code: '000000' })
  expect(wrong.body.errors[0].path).toBe('code')
  expect((await create({ ...input, password: 'password12' })).body.errors[0].path).toBe('password')
  const found = await forum.connection.db.$count(users, eq(users.username, input.username))
  expect([found, (await create(input)).status]).toEqual([0, 201])
})

test('the database holds nothing that opens the link', async () => {
  const link = await newLink()
  const rows = await forum.connection.db.select().from(settings)
  expect(JSON.stringify(rows)).not.toContain(link)
})

test('the first start prints a link once, none in a forum with accounts', async () => {
  const said = async () => (await setupLines(empty.context())).join('\n')
  expect(await said()).toMatch(/\/setup\?code=[\w-]{43}/)
  expect(await said()).toMatch(/npm run stoa -- setup-link/)
  expect(await hasOpenLink(empty.context())).toBe(true)
  await empty.connection.db.delete(settings)
  await empty.user()
  expect(await said()).not.toContain('code=')
  await empty.user({ role: 'admin' })
  expect(await said()).toBe('')
})

test('a secret as a name is refused, and the answer has the headers of data', async () => {
  const input = await filledIn(await newLink())
  const refused = await create({ ...input, username: 'AKIAQWERTYUIOPASDFGH' })
  expect(refused.body.code).toBe('secret_found')
  expectHeaders(await create(input), ofData)
})

test('tries from one address are limited', async () => {
  const browser = openBrowser(forum)
  const input = { link: 'x', username: 'guesser', email: 'g@example.test', password }
  for (let count = 0; count < 30; count += 1)
    await browser.post('/setup', { ...agreed, ...input, code: '000000' })
  const answer = await browser.post('/setup', { ...agreed, ...input, code: '000000' })
  expect(answer.status).toBe(429)
})

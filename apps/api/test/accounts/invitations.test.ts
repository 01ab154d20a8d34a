import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deleteOldAccess, eraseClosed } from '@stoa/accounts'
import { invitations, users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { openBrowser } from './browser.ts'
import { join, joinBy, secretIn, someAddress } from './joining.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum()
const day = 24 * 3600_000

/** Sets sign-up to invitations, and returns a staff member. */
async function inviter() {
  await joinBy(forum, { way: 'invitation' })
  return forum.user({ role: 'staff' })
}

const linkOf = async (client: Client, input: object) =>
  secretIn((await client.post('/invitations', input)).body.url)
const invited = async (secret: string) =>
  (await forum.guest.get(`/accounts?invitation=${secret}`)).body.invited
const listed = async (client: Client) => (await client.get('/invitations')).body.items[0]

test('a mailed invitation works once, for its own address', async () => {
  const staff = await inviter()
  const email = someAddress()
  const { status, body } = await staff.post('/invitations', { email, locale: 'zh-CN' })
  expect([status, body.url]).toEqual([201, null])
  const { subject, text } = await lastMailTo(forum, email)
  expect(subject).toContain('邀请你加入')
  const invitation = secretIn(text)
  expect((await join(forum, { email: someAddress(), invitation })).answer).toEqual([422, 'email'])
  const { browser, status: joined } = await join(forum, { email: email.toUpperCase(), invitation })
  expect(joined).toBe(202)
  const { code } = await lastMailTo(forum, email)
  expect((await browser.post('/accounts/verification', { code })).body.role).toBe('member')
  expect((await join(forum, { email, invitation })).answer).toEqual([410, 'invitation_ended'])
})

test('a mailed invitation proves the address it was mailed to, and no other', async () => {
  const staff = await inviter()
  const email = someAddress()
  const invite = async () => {
    await staff.post('/invitations', { email })
    return secretIn((await lastMailTo(forum, email)).text)
  }
  const spelled = await join(forum, { email: email.toUpperCase(), invitation: await invite() })
  const byLink = await join(forum, {
    email: someAddress(),
    invitation: await linkOf(staff, { uses: 1 })
  })
  for (const { body, browser } of [spelled, byLink]) {
    expect(body.pending).toBe(true)
    expect((await browser.get('/me')).body).toMatchObject({ role: 'guest', pending: true })
  }
  const { body, browser } = await join(forum, { email, invitation: await invite() })
  expect(body).toEqual({ pending: false, late: false })
  expect((await browser.get('/me')).body).toMatchObject({ role: 'member', email })
})

test('of two invited to one address who sign up at once, one is confirmed', async () => {
  const staff = await inviter()
  const email = someAddress()
  const secrets: string[] = []
  for (let count = 0; count < 2; count += 1) {
    await staff.post('/invitations', { email })
    secrets.push(secretIn((await lastMailTo(forum, email)).text))
  }
  const both = await Promise.all(secrets.map((invitation) => join(forum, { email, invitation })))
  const confirmed = both.filter(({ body }) => body.pending === false)
  expect(confirmed.length).toBe(1)
})

test('an invitation is mailed alike to addresses with and without an account', async () => {
  const staff = await inviter()
  const email = someAddress()
  await forum.user({ email })
  const answers: string[][] = []
  const send = (to: string) =>
    forum.count(async () =>
      answers.push(Object.keys((await staff.post('/invitations', { email: to })).body))
    )
  await send(someAddress())
  expect(await send(email)).toBe(await send(someAddress()))
  expect(answers[1]).toEqual(answers[2])
  const invitation = secretIn((await lastMailTo(forum, email)).text)
  expect((await join(forum, { email, invitation })).body.pending).toBe(true)
  expect((await lastMailTo(forum, email)).subject).toBe('You already have an account')
})

test('of ten parallel sign-ups with a link for three, three succeed', async () => {
  const invitation = await linkOf(await inviter(), { uses: 3 })
  const people = Array.from({ length: 10 }, () => join(forum, { email: someAddress(), invitation }))
  const statuses = (await Promise.all(people)).map(({ status }) => status).sort()
  expect(statuses).toEqual([202, 202, 202, ...Array.from({ length: 7 }, () => 410)])
  expect(await invited(invitation)).toBe(false)
})

test('an expired or revoked link is refused with what to do', async () => {
  const staff = await inviter()
  const [short, long] = [await linkOf(staff, { days: 1 }), await linkOf(staff, { days: 90 })]
  forum.advance(day + 1)
  expect([await invited(short), await invited(long)]).toEqual([false, true])
  const later = await forum.user({ role: 'staff' })
  const { id, url } = await listed(later)
  expect(secretIn(url)).toBe(long)
  expect((await later.delete(`/invitations/${id}`)).status).toBe(204)
  const { status, body } = await join(forum, { email: someAddress(), invitation: long })
  expect([status, body.code]).toEqual([410, 'invitation_ended'])
  expect(body.detail).toContain('Ask the person who sent it')
  const ended = { open: false, url: null, revokedAt: expect.any(String) }
  expect(await listed(later)).toMatchObject(ended)
})

test('only inviter and admins see the shortened address, until it is used', async () => {
  const staff = await inviter()
  const email = someAddress()
  await staff.post('/invitations', { email })
  const invitation = secretIn((await lastMailTo(forum, email)).text)
  const other = await forum.user({ role: 'staff' })
  for (const one of [staff, await forum.user({ role: 'admin' })])
    expect((await listed(one)).sentTo).toBe('j…@example.test')
  expect((await listed(other)).sentTo).toBe(null)
  const { username } = await join(forum, { email, invitation })
  const row = { kind: 'mail', by: staff.username, usedBy: [username], open: false, url: null }
  expect(await listed(staff)).toMatchObject({ ...row, sentTo: null })
  expect((await staff.get('/invitations')).text).not.toContain(email)
  for (const role of ['member', 'volunteer'] as const) {
    const other = await forum.user({ role })
    expect((await other.get('/invitations')).status).toBe(403)
    expect((await other.post('/invitations', { uses: 1 })).status).toBe(403)
  }
})

test('invitations of former staff and frozen users do not work', async () => {
  const staff = await inviter()
  const invitation = await linkOf(staff, { uses: 5 })
  const change = (values: object) =>
    forum.connection.db.update(users).set(values).where(eq(users.id, staff.id))
  await change({ frozenAt: forum.now() })
  expect(await invited(invitation)).toBe(false)
  await change({ frozenAt: null, role: 'member' })
  expect((await join(forum, { email: someAddress(), invitation })).status).toBe(410)
  await change({ role: 'staff' })
  expect((await join(forum, { email: someAddress(), invitation })).status).toBe(202)
})

test('while sign-up is open an expired link does not matter', async () => {
  const staff = await inviter()
  const invitation = await linkOf(staff, { uses: 1 })
  await join(forum, { email: someAddress(), invitation })
  await joinBy(forum, { way: 'open' })
  expect((await join(forum, { email: someAddress(), invitation })).status).toBe(202)
})

test('unconfirmed sign-ups return their use, and addresses are deleted', async () => {
  const staff = await inviter()
  const email = someAddress()
  await staff.post('/invitations', { email, days: 30 })
  const invitation = secretIn((await lastMailTo(forum, email)).text)
  await join(forum, { email: email.toUpperCase(), invitation })
  forum.advance(8 * day)
  await deleteOldAccess(forum.context())
  expect(await invited(invitation)).toBe(true)
  forum.advance(60 * day)
  await deleteOldAccess(forum.context())
  const kept = await forum.connection.db
    .select()
    .from(invitations)
    .where(eq(invitations.email, email))
  expect(kept).toEqual([])
})

test('an invitation revoked before its mail leaves is not mailed', async () => {
  const staff = await inviter()
  const email = someAddress()
  const { id } = (await staff.post('/invitations', { email })).body
  await staff.delete(`/invitations/${id}`)
  expect(await mailsTo(forum, email)).toEqual([])
  expect((await openBrowser(forum).post('/invitations', { email })).status).toBe(401)
})

test('an erased account leaves its address in no invitation', async () => {
  const staff = await inviter()
  const email = someAddress()
  await staff.post('/invitations', { email })
  const invitation = secretIn((await lastMailTo(forum, email)).text)
  const { username } = await join(forum, { email, invitation })
  await staff.post('/invitations', { email })
  const unused = secretIn((await lastMailTo(forum, email)).text)
  const closing = { closesAt: forum.now() }
  await forum.connection.db.update(users).set(closing).where(eq(users.username, username))
  await eraseClosed(forum.context())
  const kept = await forum.connection.db.$count(invitations, eq(invitations.email, email))
  expect(kept).toBe(0)
  for (const to of [email, someAddress()])
    expect((await join(forum, { email: to, invitation: unused })).status).not.toBe(202)
})

import { beforeAll, expect, test } from 'vitest'
import { settleApprovals } from '@stoa/accounts/approvals'
import { secondFactors, users } from '@stoa/accounts/schema'
import { eq } from 'drizzle-orm'
import { startForum } from '../forum.ts'
import { agreed, makeAccount, openBrowser, password, signedIn, type Browser } from './browser.ts'
import { join, joinBy, secretIn, someAddress } from './joining.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'
import { protect, protectedAccount } from './protecting.ts'

const forum = startForum()
const hour = 3600_000

beforeAll(() => joinBy(forum, { way: 'invitation' }))

/** Invites an address to a role, and returns the secret of the mailed link. */
async function invite(email: string, duties: object = { role: 'staff', capabilities: ['desk'] }) {
  const by = await forum.user({ role: 'admin' })
  const { status, body } = await by.post('/role-invitations', { email, ...duties })
  expect(status).toBe(201)
  return { id: body.id as number, by, token: secretIn((await lastMailTo(forum, email)).text) }
}

const accept = (browser: Pick<Browser, 'put'>, token: string) =>
  browser.put('/role-invitations/acceptance', { token })

const dutiesOf = async (id: number) => {
  const [row] = await forum.connection.db.select().from(users).where(eq(users.id, id))
  return [row?.role, ...(row?.capabilities ?? [])]
}

/** The pending change of a user, read by another admin, whose session is fresh. */
async function pending(username: string) {
  const second = await forum.user({ role: 'admin' })
  const { items } = (await second.get('/approvals')).body
  return items.find((item: { username: string }) => item.username === username)
}

async function confirm(username: string) {
  const { id } = await pending(username)
  const second = await forum.user({ role: 'admin' })
  return second.post(`/approvals/${id}/approval`)
}

test('a role counts after signing up, a second factor and a second admin', async () => {
  const email = someAddress()
  const { token } = await invite(email)
  expect((await forum.guest.get(`/role-invitations/acceptance?token=${token}`)).body.role).toBe(
    'staff'
  )
  const { browser, username, status } = await join(forum, { email, invitation: token })
  expect(status).toBe(202)
  const { id } = (await browser.get('/me')).body
  expect((await accept(browser, token)).status).toBe(204)
  expect([await dutiesOf(id), await pending(username)]).toEqual([['member'], undefined])
  await protect(forum, browser)
  expect(await pending(username)).toMatchObject({
    kind: 'role_invitation',
    subject: { role: 'staff' }
  })
  expect(await dutiesOf(id)).toEqual(['member'])
  expect((await confirm(username)).status).toBe(204)
  expect(await dutiesOf(id)).toEqual(['staff', 'desk'])
})

test('who invited cannot confirm, and a day without objection is enough', async () => {
  const { id, username, email, browser } = await protectedAccount(forum)
  const { token, by } = await invite(email, { role: 'admin' })
  await accept(browser, token)
  const { id: change, can } = await pending(username)
  expect(can.approve).toBe(true)
  expect((await by.post(`/approvals/${change}/approval`)).status).toBe(403)
  forum.advance(25 * hour)
  await settleApprovals(forum.context())
  expect(await dutiesOf(id)).toEqual(['admin'])
})

test('a role is for its address only, for 72 hours, once', async () => {
  const account = await makeAccount(forum)
  const { token } = await invite(account.email)
  const other = await signedIn(forum, (await makeAccount(forum)).username)
  expect((await accept(other, token)).body.code).toBe('invitation_of_another')
  expect((await accept(forum.guest, token)).status).toBe(401)
  const browser = await signedIn(forum, account.username)
  forum.advance(72 * hour)
  expect((await accept(browser, token)).body.code).toBe('invitation_ended')
  const { token: again } = await invite(account.email)
  expect((await accept(browser, again)).status).toBe(204)
  expect((await accept(browser, again)).body.code).toBe('invitation_ended')
})

test('a factor turned on after the 72 hours does not bring the role', async () => {
  const account = await makeAccount(forum)
  const { token } = await invite(account.email)
  const browser = await signedIn(forum, account.username)
  await accept(browser, token)
  forum.advance(73 * hour)
  await protect(forum, await signedIn(forum, account.username))
  expect(await pending(account.username)).toBe(undefined)
})

test('used twice at once, by sign-up or by accepting, one wins', async () => {
  const email = someAddress()
  const { token: invitation } = await invite(email)
  const names = ['harold-winter', 'ludmila-summer']
  const signUp = (username: string) =>
    openBrowser(forum).post('/accounts', { ...agreed, username, email, password, invitation })
  const joined = await Promise.all(names.map(signUp))
  expect(joined.map(({ status }) => status).sort()).toEqual([202, 410])
  expect(joined.map(({ body }) => body.code)).toContain('invitation_ended')
  const account = await makeAccount(forum)
  const { token } = await invite(account.email)
  const browsers = [
    await signedIn(forum, account.username),
    await signedIn(forum, account.username)
  ]
  const accepted = await Promise.all(browsers.map((browser) => accept(browser, token)))
  expect(accepted.map(({ status }) => status).sort()).toEqual([204, 410])
})

test('revoking stops a role that waits, and only admins revoke one', async () => {
  const { id, username, email, browser } = await protectedAccount(forum)
  const { id: invitation, token } = await invite(email)
  await accept(browser, token)
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.delete(`/invitations/${invitation}`)).status).toBe(403)
  const admin = await forum.user({ role: 'admin' })
  expect((await admin.delete(`/invitations/${invitation}`)).status).toBe(204)
  expect(await pending(username)).toBe(undefined)
  forum.advance(25 * hour)
  await settleApprovals(forum.context())
  expect(await dutiesOf(id)).toEqual(['member'])
})

test('a factor removed meanwhile, or an inviter without power, brings no role', async () => {
  const [one, other] = [await protectedAccount(forum), await protectedAccount(forum)]
  const { token } = await invite(one.email)
  await accept(one.browser, token)
  const { db } = forum.connection
  await db.delete(secondFactors).where(eq(secondFactors.userId, one.id))
  expect((await confirm(one.username)).status).toBe(204)
  expect(await dutiesOf(one.id)).toEqual(['member'])
  const { token: ofFormer, by } = await invite(other.email)
  await db.update(users).set({ role: 'staff' }).where(eq(users.id, by.id))
  expect((await accept(other.browser, ofFormer)).body.code).toBe('invitation_ended')
})

test('only admins invite to roles, with a fresh sign-in and known topics', async () => {
  const given = { email: someAddress(), role: 'volunteer' }
  for (const role of ['member', 'volunteer', 'staff'] as const) {
    const other = await forum.user({ role })
    expect((await other.post('/role-invitations', given)).status).toBe(403)
  }
  const admin = await forum.user({ role: 'admin' })
  const send = (more: object) => admin.post('/role-invitations', { ...given, ...more })
  expect((await send({ role: 'member' })).status).toBe(422)
  expect((await send({ deskTopics: ['gossip'] })).status).toBe(422)
  expect(await mailsTo(forum, given.email)).toEqual([])
  forum.advance(11 * 60_000)
  expect((await send({})).body.code).toBe('fresh_authentication_required')
})

test('the list names the role and who accepted it, without the address', async () => {
  const account = await makeAccount(forum)
  const { token } = await invite(account.email, { role: 'volunteer' })
  await accept(await signedIn(forum, account.username), token)
  const admin = await forum.user({ role: 'admin' })
  const [listed] = (await admin.get('/invitations')).body.items
  const { username } = account
  expect(listed).toMatchObject({ role: 'volunteer', usedBy: [username], sentTo: null, open: false })
})

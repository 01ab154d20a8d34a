import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, password, signedIn, signedUp } from './browser.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'
import { codeOf, protect, protectedAccount } from './protecting.ts'
import {
  another,
  day,
  freezeByCode,
  lastLink,
  moveTo,
  reset,
  signIn,
  undo,
  undoLink
} from './undo-links.ts'

const forum = startForum({ demo: true })

/** An account that a thief with its password has moved to another address. */
async function stolen() {
  const { username, email } = await makeAccount(forum)
  const thief = await signedIn(forum, username)
  const next = `thief-${email}`
  await moveTo(forum, thief, next)
  return { username, email, thief, next }
}

test('after two moves by a thief no link of theirs survives the owner’s undo', async () => {
  const { username, email, thief, next } = await stolen()
  await moveTo(forum, thief, `second-${next}`)
  expect((await undo(forum, await undoLink(forum, email))).body).toEqual({ restored: true })
  expect((await reset(forum, email)).status).toBe(204)
  expect((await signIn(forum, username, another)).status).toBe(201)
  expect((await undo(forum, await undoLink(forum, next))).status).toBe(410)
  expect((await signIn(forum, username, another)).status).toBe(201)
})

test('acts of a later address do not touch links of an earlier one', async () => {
  const { username, email, thief, next } = await stolen()
  await thief.put('/me/password', { current: password, password: another })
  await reset(forum, next, password)
  await freezeByCode(forum, next)
  await reset(forum, next, password)
  await (await signedIn(forum, username)).post('/me/closing')
  expect((await undo(forum, await undoLink(forum, email))).body).toEqual({ restored: true })
  expect((await reset(forum, email)).status).toBe(204)
  expect((await signIn(forum, email, another)).status).toBe(201)
})

test('an undo removes ways in from the week before the change, or later', async () => {
  const { username, email } = await makeAccount(forum)
  const token = async () => {
    const made = { name: 'Bot', scopes: ['read'], days: 30 }
    return (await (await signedIn(forum, username)).post('/tokens', made)).body.secret
  }
  const works = async (secret: string) =>
    (await forum.guest.get('/me', { authorization: `Bearer ${secret}` })).status === 200
  const old = await token()
  forum.advance(8 * day)
  const young = await token()
  forum.advance(6 * day)
  await moveTo(forum, await signedIn(forum, username), `thief-${email}`)
  await undo(forum, await undoLink(forum, email))
  expect(await works(old)).toBe(false)
  await reset(forum, email)
  expect([await works(old), await works(young)]).toEqual([true, false])
})

test('an undo removes the thief’s second factor, and keeps the owner’s', async () => {
  const thieving = await stolen()
  await protect(forum, thieving.thief)
  await undo(forum, await undoLink(forum, thieving.email))
  await reset(forum, thieving.email)
  expect((await signIn(forum, thieving.username, another)).status).toBe(201)
  const owner = await protectedAccount(forum)
  forum.advance(8 * day)
  await freezeByCode(forum, owner.email)
  await reset(forum, owner.email)
  const asked = await signIn(forum, owner.username, another)
  expect(asked.body.code).toBe('second_factor_required')
})

/** An owner who left a stolen mailbox with a second factor that is older than a week. */
async function fled() {
  const owner = await protectedAccount(forum)
  forum.advance(8 * day)
  const browser = openBrowser(forum)
  const code = () => codeOf(forum, owner.secret)
  await browser.post('/sessions', { login: owner.username, password, code: code() })
  forum.advance(60_000)
  const next = `safe-${owner.email}`
  await moveTo(forum, browser, next)
  forum.advance(60_000)
  return { ...owner, browser, next, code }
}

test('the old mailbox cannot undo a change proved by an older second factor', async () => {
  const { username, email, next, code } = await fled()
  expect((await undo(forum, await undoLink(forum, email))).body).toEqual({ restored: false })
  expect((await signIn(forum, username, password)).status).toBe(401)
  await openBrowser(forum).post('/accounts/password-reset', { email })
  expect(await lastLink(forum, email, '/reset-password')).toBe('')
  expect((await reset(forum, next)).status).toBe(204)
  expect((await signIn(forum, username, another)).body.code).toBe('second_factor_required')
  expect((await signIn(forum, username, another, code())).status).toBe(201)
})

test('the second factor that proved a change cannot be turned off for a week', async () => {
  const { browser, email } = await fled()
  const off = () => browser.delete('/me/second-factor')
  expect((await off()).body.code).toBe('second_factor_protects_email')
  expect((await undo(forum, await undoLink(forum, email))).body.restored).toBe(false)
  const calm = await fled()
  forum.advance(8 * day)
  const proof = { password, code: calm.code() }
  await calm.browser.post('/sessions/current/authentication', proof)
  expect((await calm.browser.delete('/me/second-factor')).status).toBe(204)
})

test('a new second factor proves no change of address', async () => {
  const { browser, email } = await protectedAccount(forum)
  await moveTo(forum, browser, `young-${email}`)
  expect((await undo(forum, await undoLink(forum, email))).body).toEqual({ restored: true })
})

test('new recovery codes prove no more than a new second factor', async () => {
  const { username, secret, email } = await protectedAccount(forum)
  forum.advance(8 * day)
  const browser = openBrowser(forum)
  await browser.post('/sessions', { login: username, password, code: codeOf(forum, secret) })
  const { codes } = (await browser.put('/me/second-factor/recovery-codes')).body
  const proof = { password, code: codes[0] }
  await browser.post('/sessions/current/authentication', proof)
  await moveTo(forum, browser, `new-${email}`)
  expect((await undo(forum, await undoLink(forum, email))).body).toEqual({ restored: true })
})

test('an address that loses the account is notified, by change and undo', async () => {
  const { email, next } = await stolen()
  const lost = await lastMailTo(forum, email)
  expect(lost.subject).toBe('Your email address was changed')
  await undo(forum, lost.token)
  expect((await lastMailTo(forum, next)).subject).toBe('An account no longer uses this address')
  expect((await lastMailTo(forum, email)).subject).toBe('Your account is frozen')
})

test('after an undo the address cannot be changed for a day', async () => {
  const { username, email } = await stolen()
  await undo(forum, await undoLink(forum, email))
  await reset(forum, email, password)
  const owner = await signedIn(forum, username)
  const next = `owner-${email}`
  expect((await owner.post('/me/email', { email: next })).body.code).toBe('email_changed_back')
  forum.advance(25 * 3600_000)
  await owner.post('/sessions/current/authentication', { password })
  expect((await moveTo(forum, owner, next)).status).toBe(204)
})

test('nobody else can take an address while its change can be undone', async () => {
  const { email } = await stolen()
  const { browser } = await signedUp(forum, { email })
  const { code } = await lastMailTo(forum, email)
  const taken = await browser.post('/accounts/verification', { code })
  expect(taken.body.code).toBe('address_claimed')
  await browser.post('/accounts/email-proof', { email })
  const proof = { email, code: (await lastMailTo(forum, email)).code }
  expect((await browser.put('/accounts/email-proof', proof)).body.code).toBe('address_claimed')
  expect((await undo(forum, await undoLink(forum, email))).status).toBe(200)
  expect((await browser.put('/accounts/email-proof', proof)).status).toBe(204)
})

test('undo links work for seven days, and using one ends the others', async () => {
  const { email } = await stolen()
  const links = (await mailsTo(forum, email)).flatMap(({ token }) => token || [])
  expect(links).toHaveLength(2)
  await undo(forum, links[0] ?? '')
  expect((await undo(forum, links[1] ?? '')).status).toBe(410)
  const late = await stolen()
  const link = await undoLink(forum, late.email)
  forum.advance(7 * day)
  expect((await undo(forum, link)).status).toBe(410)
})

import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, password, signedIn } from './browser.ts'
import {
  cancel,
  cancelLinks,
  day,
  isLost,
  kindsAbout,
  memberWithLoss,
  passDays,
  replace,
  reportLost
} from './factor-losses.ts'
import { lastMailTo } from './mailbox.ts'
import { codeOf, protect, protectedAccount } from './protecting.ts'
import { another, freezeByCode, moveTo, reset, signIn, undoLink, undo } from './undo-links.ts'

const forum = startForum({ mailLimits: { securityPerAddress: 200 } })

test('one click in a mail cancels it, each link once', async () => {
  const member = await memberWithLoss(forum)
  await passDays(forum, 2)
  const [first = '', , last] = await cancelLinks(forum, member.email)
  expect(last).toBe(first)
  expect((await cancel(forum, first)).status).toBe(204)
  expect([(await cancel(forum, first)).status, await isLost(forum, member)]).toEqual([410, false])
  expect((await lastMailTo(forum, member.email)).subject).toMatch(/authentication stays/)
  expect((await member.browser.get('/me')).body.factorLoss).toBeNull()
  expect(await kindsAbout(forum, member)).toContain('second_factor.loss_cancelled')
})

test('a session cancels it too', async () => {
  const member = await memberWithLoss(forum)
  expect((await member.browser.delete('/me/second-factor/loss')).status).toBe(204)
  expect(await isLost(forum, member)).toBe(false)
  expect((await openBrowser(forum).delete('/me/second-factor/loss')).status).toBe(401)
})

test.each(['the authenticator', 'a recovery code'])('signing in with %s cancels it', async (by) => {
  const member = await memberWithLoss(forum)
  const code = by === 'a recovery code' ? member.codes[0] : codeOf(forum, member.secret)
  expect((await signIn(forum, member.username, password, '000000')).status).toBe(401)
  expect(await isLost(forum, member)).toBe(true)
  expect((await signIn(forum, member.username, password, code)).status).toBe(201)
  expect(await isLost(forum, member)).toBe(false)
})

test('confirming a password with a code cancels it', async () => {
  const member = await memberWithLoss(forum)
  const proof = { password, code: codeOf(forum, member.secret) }
  const { status } = await member.browser.post('/sessions/current/authentication', proof)
  expect([status, await isLost(forum, member)]).toEqual([204, false])
})

test('a new password ends it: who has the mailbox shortens nothing', async () => {
  const member = await memberWithLoss(forum)
  await passDays(forum, 7)
  const { offer } = (await reportLost(forum, member)).body
  await reset(forum, member.email)
  expect((await replace(forum, offer)).status).toBe(401)
  expect(await isLost(forum, member)).toBe(false)
})

test('a freeze ends it', async () => {
  const member = await protectedAccount(forum)
  forum.advance(8 * day)
  await reportLost(forum, member)
  await freezeByCode(forum, member.email)
  expect(await isLost(forum, member)).toBe(false)
  await reset(forum, member.email)
  expect((await signIn(forum, member.username, another)).body.code).toBe('second_factor_required')
})

test('an address that waits is not confirmed meanwhile, but told', async () => {
  const member = await protectedAccount(forum)
  const next = `next-${member.email}`
  await member.browser.post('/me/email', { email: next })
  const { token } = await lastMailTo(forum, next)
  await reportLost(forum, member)
  const refused = await member.browser.put('/me/email', { token })
  expect([refused.status, refused.body.code]).toEqual([403, 'factor_lost'])
  const [link = ''] = await cancelLinks(forum, next)
  expect((await cancel(forum, link)).status).toBe(204)
  expect((await member.browser.put('/me/email', { token })).status).toBe(204)
})

test('addresses that the account had with this factor are told and can cancel', async () => {
  const member = await protectedAccount(forum)
  const thief = `thief-${member.email}`
  await moveTo(forum, member.browser, thief)
  forum.advance(20 * day)
  await reportLost(forum, { ...member, email: thief })
  const [link = ''] = await cancelLinks(forum, member.email)
  expect((await cancel(forum, link)).status).toBe(204)
  expect(await isLost(forum, member)).toBe(false)
})

test('of a cancelling and a replacement at once, one succeeds', async () => {
  for (let count = 0; count < 4; count += 1) {
    const member = await memberWithLoss(forum)
    await passDays(forum, 7)
    const { offer } = (await reportLost(forum, member)).body
    const [token = ''] = await cancelLinks(forum, member.email)
    const use = () => signIn(forum, member.username, password, member.codes[count])
    const answers = await Promise.all([
      replace(forum, offer),
      count % 2 ? use() : cancel(forum, token)
    ])
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
  }
})

test('a report that leads to nothing ends after 14 days', async () => {
  const member = await memberWithLoss(forum)
  await passDays(forum, 13)
  expect(await isLost(forum, member)).toBe(true)
  await passDays(forum, 1)
  expect(await isLost(forum, member)).toBe(false)
})

test('an undone change of address ends it', async () => {
  const member = await makeAccount(forum)
  const browser = await signedIn(forum, member.username)
  const next = `next-${member.email}`
  await moveTo(forum, browser, next)
  await protect(forum, browser)
  await reportLost(forum, { ...member, email: next })
  expect((await undo(forum, await undoLink(forum, member.email))).status).toBe(200)
  await reset(forum, member.email)
  expect((await signIn(forum, member.username, another)).status).toBe(201)
})

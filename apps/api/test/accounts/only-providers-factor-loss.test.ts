import { afterEach, expect, test } from 'vitest'
import { allowPasswords, followMode } from '@stoa/accounts/sign-in-mode'
import { startForum } from '../forum.ts'
import { openBrowser } from './browser.ts'
import { passDays, replace, reportLost } from './factor-losses.ts'
import { lastMailTo } from './mailbox.ts'
import { useModes } from './sign-in-modes.ts'

const forum = startForum({ loopback: true, mailLimits: { securityPerAddress: 200 } })
const modes = useModes(forum)

afterEach(() => allowPasswords(forum.context()))

/** A member with a lost factor that may be replaced, a minute before providers are the only way in. */
async function lostBefore() {
  const member = await modes.protectedBy('member', { linked: true })
  const startsAt = modes.inDays(8)
  await modes.setMode({ mode: 'only', startsAt })
  await reportLost(forum, member)
  await passDays(forum, 7)
  forum.advance(Date.parse(startsAt) - Date.parse(forum.now()) - 60_000)
  return member
}

async function comes() {
  forum.advance(90_000)
  await followMode(forum.context())
}

test('another factor that was offered by password is not set after the date', async () => {
  const member = await lostBefore()
  const { offer } = (await reportLost(forum, member)).body
  await comes()
  const browser = openBrowser(forum)
  expect((await replace(forum, offer, browser)).body.code).toBe('provider_required')
  expect(await modes.roleOf(browser)).toBe('guest')
})

test('by the provider it is set, in a session that the provider began', async () => {
  const { email, person } = await lostBefore()
  await comes()
  const { browser, outcome } = await modes.signIn(person)
  const { continuation } = outcome.body
  await browser.post('/sessions/second-factor/loss/code', { continuation })
  const { code } = await lastMailTo(forum, email)
  const { offer } = (await browser.post('/sessions/second-factor/loss', { continuation, code }))
    .body
  expect((await replace(forum, offer, browser)).status).toBe(200)
  await followMode(forum.context())
  expect(await modes.roleOf(browser)).toBe('member')
  expect((await browser.get('/sessions/current/provider')).body).toEqual({ provider: 'acme' })
})

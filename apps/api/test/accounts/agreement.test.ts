import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { sendPageForm } from '../pages/sending-forms.ts'
import { publish, save } from '../site/publishing.ts'
import { lastMailTo } from './mailbox.ts'
import { agreed, openBrowser, signedUp } from './browser.ts'

const forum = startForum({ demo: true })
const changing = startForum({ web: true, demo: true })

const password = 'seven lanterns drift south'
let people = 0
const join = (given: object, at = forum) => {
  const username = `agreeing${(people += 1)}`
  const account = { username, email: `${username}@example.test`, password }
  return openBrowser(at).post('/accounts', { ...account, ...given })
}

test.each([
  [{ privacy: 0 }, 'terms', 'Accept the terms'],
  [{ terms: 0 }, 'privacy', 'privacy notice'],
  [{ terms: 7, privacy: 0 }, 'terms', 'have changed since']
])('an account with %j is refused on %s', async (given, path, words) => {
  const { status, body } = await join(given)
  expect([status, body.errors[0].path]).toEqual([422, path])
  expect(body.errors[0].message).toContain(words)
  expect((await join(agreed)).status).toBe(202)
})

test('the form shows versions and boxes that nobody ticked, and keeps what was typed', async () => {
  const page = await changing.guest.inject({ method: 'GET', url: '/sign-up' })
  expect(page.text).toContain('href="/terms/history/0"')
  expect(page.text).toMatch(/name="optionalMails" value="yes"/)
  expect(page.text).not.toMatch(/<input[^>]* checked/)
  const [writer, other] = [
    await changing.user({ role: 'admin' }),
    await changing.user({ role: 'admin' })
  ]
  const given = { username: 'slow-reader', email: 'slow@example.test', password }
  await save(writer, 'privacy', { shortNoticeReason: 'A court decided so.' })
  await publish(other, 'privacy')
  const boxes = { terms: '0', privacy: '0', optionalMails: 'yes' }
  const { text } = await sendPageForm(changing.guest, '/sign-up?/signUp', { ...given, ...boxes })
  expect(text).toContain('The privacy notice has changed since')
  expect(text).toContain('value="slow-reader"')
  expect(text.match(/<input[^>]* checked/g)).toHaveLength(2)
  expect((await join({ terms: 0, privacy: 1 }, changing)).status).toBe(202)
  expect((await join(agreed, changing)).body.errors[0].path).toBe('privacy')
})

test('optional mails need consent, which a member gives and withdraws', async () => {
  const { browser, email } = await signedUp(forum)
  await browser.post('/accounts/verification', { code: (await lastMailTo(forum, email)).code })
  const { items, consent } = (await browser.get('/notifications/preferences')).body
  const mailOf = (all: { kind: string; mail: string }[], kind: string) =>
    all.find((one) => one.kind === kind)?.mail
  expect(consent).toMatchObject({ given: false })
  expect([mailOf(items, 'announcement'), mailOf(items, 'answer')]).toEqual(['never', 'at_once'])
  expect((await browser.put('/notifications/mail-consent', { given: true })).status).toBe(204)
  const after = (await browser.get('/notifications/preferences')).body
  expect([after.consent.given, mailOf(after.items, 'announcement')]).toEqual([true, 'at_once'])
  expect((await forum.guest.put('/notifications/mail-consent', { given: true })).status).toBe(401)
})

import { expect, test } from 'vitest'
import { recoverOnServer } from '@stoa/accounts/factor-loss'
import { users } from '@stoa/accounts/schema'
import { eq } from 'drizzle-orm'
import { openBrowser, password } from '../accounts/browser.ts'
import { cancelLinks, continuationOf, passDays } from '../accounts/factor-losses.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import { codeOf, protectedAccount } from '../accounts/protecting.ts'
import { startForum } from '../forum.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

const fieldIn = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

const sendForm = (path: string, fields: Record<string, string>) =>
  sendPageForm(forum.guest, path, fields)

type Person = Awaited<ReturnType<typeof protectedAccount>>

/** What the page says after password and mailed code, as without scripts. */
async function report({ username, email }: Person) {
  const login = await sendForm('/sign-in?/signIn', { login: username, password })
  expect(login.text).toContain('formaction="/lost-factor?/send"')
  const continuation = fieldIn(login.text, 'continuation')
  const sent = await sendForm('/lost-factor?/send', { continuation, login: username, code: '' })
  expect(sent.text).toContain('After seven days')
  const { code } = await lastMailTo(forum, email)
  return (await sendForm('/lost-factor?/report', { continuation, code })).text
}

test('the pages lead from the password to a new authenticator after seven days', async () => {
  const member = await protectedAccount(forum)
  expect(await report(member)).toContain('Your authenticator is reported as lost. From')
  await passDays(forum, 7)
  const html = await report(member)
  const offered = { grant: fieldIn(html, 'grant'), secret: fieldIn(html, 'secret'), qr: 'x' }
  const wrong = await sendForm('/lost-factor?/replace', { ...offered, code: '000000' })
  expect([wrong.status, fieldIn(wrong.text, 'secret')]).toEqual([422, offered.secret])
  const code = codeOf(forum, offered.secret)
  const { text } = await sendForm('/lost-factor?/replace', { ...offered, code })
  expect(text).toContain('These codes are shown only once')
})

test('a sign-in that is too old leads back to its begin', async () => {
  const { status, text } = await sendForm('/lost-factor?/send', { continuation: 'nonsense' })
  expect([status, text.includes('href="/sign-in"')]).toEqual([401, true])
  expect((await forum.guest.get('/lost-factor')).status).toBe(404)
})

test('opening the link of the mail changes nothing, its button cancels', async () => {
  const member = await protectedAccount(forum)
  await report(member)
  const [token = ''] = await cancelLinks(forum, member.email)
  const path = `/keep-second-factor?token=${token}`
  await forum.guest.inject({ method: 'GET', url: path })
  expect((await member.browser.get('/me')).body.factorLoss).toBeTruthy()
  expect((await sendForm(path, { token })).text).toContain('The report is cancelled')
  expect((await member.browser.get('/me')).body.factorLoss).toBeNull()
  expect((await sendForm(path, { token })).status).toBe(410)
})

test('every page of every session says so, and the settings cancel it', async () => {
  const member = await protectedAccount(forum)
  const cookie = member.browser.cookie()
  const read = async (url: string) =>
    (await forum.guest.inject({ method: 'GET', url, headers: { cookie } })).text
  expect(await read('/bookmarks')).not.toContain('reported your two-factor')
  await report(member)
  for (const url of ['/', '/bookmarks', '/settings/security'])
    expect(await read(url)).toContain('Someone reported your two-factor authentication as lost')
  await forum.settle()
  expect(await read('/notifications')).toContain('If it wasn’t you, cancel it')
  await member.browser.delete('/me/second-factor/loss')
  expect(await read('/')).not.toContain('reported your two-factor')
})

test('the page of the recovery link sends no referrer, and says when it has ended', async () => {
  const { id, username } = await protectedAccount(forum)
  await forum.connection.db.update(users).set({ role: 'admin' }).where(eq(users.id, id))
  const recovery = await recoverOnServer(forum.context(), username)
  const url = 'link' in recovery ? recovery.link.replace(forum.origin, '') : ''
  const page = await forum.guest.inject({ method: 'GET', url })
  expect(page.headers['referrer-policy']).toBe('no-referrer')
  expect(page.text).toContain(username)
  const ended = await forum.guest.inject({ method: 'GET', url: '/recover-admin?code=other' })
  expect(ended.text).toContain('admin:recover')
  expect(await continuationOf(openBrowser(forum), username)).not.toBe('')
})

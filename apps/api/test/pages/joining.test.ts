import { expect, test } from 'vitest'
import { settings } from '@stoa/core/schema'
import { password } from '../accounts/browser.ts'
import { joinBy, secretIn, someAddress } from '../accounts/joining.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

const ticked = { terms: '0', privacy: '0' }

const forum = startForum({ web: true })

const pageOf = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

test('admins choose how people join, and invalid input comes back', async () => {
  const admin = await joinBy(forum, { way: 'open' })
  const send = (fields: Record<string, string>) =>
    sendPageForm(admin, '/admin/settings?/joining', fields)
  const refused = await send({ way: 'domains', domains: 'fine.example\nnot one' })
  expect(refused.text).toContain('“not” isn’t a valid domain.')
  expect(refused.text).toMatch(/>fine\.example\nnot one<\/textarea/)
  expect((await send({ way: 'domains', domains: 'a.example, *.b.example' })).status).toBe(200)
  const { way, domains } = (await forum.guest.get('/accounts')).body
  expect([way, domains]).toEqual(['domains', ['a.example', '*.b.example']])
  expect(await pageOf(forum.guest, '/sign-up')).toContain('a.example and *.b.example')
})

test('by invitation, sign-up is offered nowhere, even on cached pages', async () => {
  await joinBy(forum, { way: 'open' })
  const { url } = await createThread(await forum.user(), await forum.category())
  const offering = () =>
    Promise.all(
      ['/', '/sign-in', '/ask', url].map(async (page) =>
        (await pageOf(forum.guest, page)).includes('"/sign-up')
      )
    )
  expect(await offering()).toEqual([true, true, true, true])
  await joinBy(forum, { way: 'invitation' })
  expect(await offering()).toEqual([false, false, false, false])
  const page = await pageOf(forum.guest, '/sign-up')
  expect(page).toContain('Sign-up is by invitation only.')
  expect(page).toContain('href="/prove-email?next=/tickets/new"')
  expect(page).not.toContain('name="password"')
})

test('the invitation form keeps invitation and input after a refusal', async () => {
  const admin = await joinBy(forum, { way: 'invitation' })
  const made = await sendPageForm(admin, '/invitations?/link', { uses: '1', days: '7' })
  const invitation = secretIn(made.text)
  const opened = await pageOf(forum.guest, `/sign-up?token=${invitation}`)
  expect(opened).toContain(`name="invitation" value="${invitation}"`)
  const fields = { username: 'welcome-one', email: someAddress(), invitation }
  const send = (password: string) =>
    sendPageForm(forum.guest, '/sign-up?/signUp', { ...ticked, ...fields, password })
  const { text } = await send('short')
  for (const value of Object.values(fields)) expect(text).toContain(`value="${value}"`)
  expect((await send(password)).headers.location).toContain('/verify-email')
  expect(await pageOf(forum.guest, `/sign-up?token=${invitation}`)).toContain(
    'This invitation no longer works.'
  )
  expect(await pageOf(admin, '/invitations')).toContain('href="/u/welcome-one"')
})

test('staff invite and revoke on a page that members do not get', async () => {
  const staff = await forum.user({ role: 'staff' })
  expect(await pageOf(staff, '/')).toContain('href="/invitations"')
  const email = someAddress()
  const sent = await sendPageForm(staff, '/invitations?/mail', { email, days: '7', language: 'en' })
  expect(sent.text).toContain(email)
  const [{ id }] = (await staff.get('/invitations')).body.items
  const revoked = await sendPageForm(staff, '/invitations?/revoke', { id: String(id) })
  expect(revoked.text).toContain('Nobody can sign up with it anymore.')
  const member = await forum.user()
  expect(await pageOf(member, '/')).not.toContain('href="/invitations"')
  expect((await member.inject({ method: 'GET', url: '/invitations' })).status).toBe(403)
})

test('an invitation by mail fills in its address, also after a refusal', async () => {
  const admin = await joinBy(forum, { way: 'invitation' })
  const email = someAddress()
  await admin.post('/invitations', { email })
  const invitation = secretIn((await lastMailTo(forum, email)).text)
  const page = await pageOf(forum.guest, `/sign-up?token=${invitation}`)
  const field = new RegExp(`<input[^>]*name="email"[^>]*value="${email}"[^>]* readonly`)
  expect(page).toMatch(field)
  const [, action = ''] = /action="(\?\/signUp[^"]*)"/.exec(page.replaceAll('&amp;', '&')) ?? []
  const fields = { username: 'welcome-two', email, invitation, password: 'short' }
  expect(
    (await sendPageForm(forum.guest, `/sign-up${action}`, { ...ticked, ...fields })).text
  ).toMatch(field)
  const link = secretIn((await admin.post('/invitations', { uses: 2 })).body.url)
  expect(await pageOf(forum.guest, `/sign-up?token=${link}`)).not.toContain('readonly')
})

test('the overview of administration says while nobody can sign up', async () => {
  const admin = await forum.user({ role: 'admin' })
  await forum.connection.db.delete(settings)
  expect(await pageOf(admin, '/admin')).toContain('Sign-up isn’t open yet')
  await joinBy(forum, { way: 'open' })
  expect(await pageOf(admin, '/admin')).not.toContain('Sign-up isn’t open yet')
})

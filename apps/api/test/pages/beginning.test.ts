import { expect, test } from 'vitest'
import { secondFactors } from '@stoa/accounts/schema'
import { lastMailTo } from '../accounts/mailbox.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })

const pageOf = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

test('an empty forum leads to its setup', async () => {
  expect(await pageOf(forum.guest, '/')).toContain('href="/setup"')
})

test('sign-up is offered only after e-mail works', async () => {
  const author = await forum.user()
  const categoryId = await forum.category()
  const offering = async () => {
    const pages = ['/', '/sign-in', '/ask', (await createThread(author, categoryId)).url]
    const read = await Promise.all(pages.map((page) => pageOf(forum.guest, page)))
    return read.map((page) => page.includes('"/sign-up'))
  }
  expect(await pageOf(forum.guest, '/sign-up')).not.toContain('name="password"')
  expect(await offering()).toEqual([false, false, false, false])
  const admin = await forum.user({ role: 'admin', email: 'admin@example.test' })
  await admin.post('/admin/mail-test')
  const { token } = await lastMailTo(forum, 'admin@example.test')
  await admin.put('/admin/mail-test', { token })
  expect(await pageOf(forum.guest, '/sign-up')).toContain('name="password"')
  expect(await offering()).toEqual([true, true, true, true])
})

test('a role without a second factor is told so and led to its setup', async () => {
  const admin = await forum.user({ role: 'admin' })
  expect(await pageOf(admin, '/rules')).not.toContain('href="/settings/security"')
  expect((await admin.inject({ method: 'GET', url: '/admin' })).status).toBe(200)
  await forum.connection.db.delete(secondFactors)
  forum.advance(60_000)
  expect(await pageOf(admin, '/rules')).toContain('href="/settings/security"')
  const forRoles = [
    ...['/admin', '/admin/people', '/admin/settings', '/moderation', '/moderation/filters'],
    ...['/moderation/on-call', '/moderation/allowed-hosts', '/desk', '/desk/rules', '/invitations'],
    ...['/announcements/new', '/announcements/work', '/search/upkeep'],
    ...['/announcements/templates', `/u/${admin.username}/private`]
  ]
  for (const url of forRoles) {
    const { status, headers } = await admin.inject({ method: 'GET', url })
    expect([status, headers.location]).toEqual([303, '/settings/security'])
  }
})

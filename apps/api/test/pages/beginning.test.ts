import { expect, test } from 'vitest'
import { secondFactors } from '@stoa/accounts/schema'
import { lastMailTo } from '../accounts/mailbox.ts'
import { startForum, type Client } from '../forum.ts'

const forum = startForum({ web: true })

const pageOf = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

test('an empty forum leads to how it is set up, and sign-up says that it is closed until mail works', async () => {
  expect(await pageOf(forum.guest, '/')).toContain('href="/setup"')
  expect(await pageOf(forum.guest, '/sign-up')).not.toContain('name="password"')
  const admin = await forum.user({ role: 'admin', email: 'admin@example.test' })
  await admin.post('/admin/mail-test')
  const { token } = await lastMailTo(forum, 'admin@example.test')
  await admin.put('/admin/mail-test', { token })
  expect(await pageOf(forum.guest, '/sign-up')).toContain('name="password"')
})

test('whoever has a role without a second factor is told on every page', async () => {
  const staff = await forum.user({ role: 'staff' })
  expect(await pageOf(staff, '/rules')).not.toContain('href="/settings/security"')
  await forum.connection.db.delete(secondFactors)
  forum.advance(60_000)
  for (const url of ['/rules', '/moderation'])
    expect(await pageOf(staff, url)).toContain('href="/settings/security"')
})

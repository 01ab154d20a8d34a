import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { securityEvents, users } from '@stoa/accounts/schema'
import { makeAccount, password } from '../accounts/browser.ts'
import { codeOf, protectedAccount } from '../accounts/protecting.ts'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })

const post = (action: string, fields: Record<string, string>) =>
  forum.guest.inject({
    method: 'POST',
    url: `/sign-in?/${action}&next=%2Fbookmarks`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams(fields).toString()
  })

const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

test('after the password a page asks for the code only and contains no password', async () => {
  const { username, secret } = await protectedAccount(forum)
  const draft = { title: 'Where is my deposit?', body: 'Since Monday' }
  const { status, text } = await post('signIn', { login: username, password, ...draft })
  expect(status).toBe(200)
  expect(text).toContain('name="code"')
  expect(text).not.toContain('name="password"')
  expect(text).not.toContain(password)
  expect(hidden(text, 'title')).toBe(draft.title)
  const continuation = hidden(text, 'continuation')
  const wrong = await post('code', { continuation, code: '000000' })
  expect(wrong.text).toContain('name="code"')
  const { headers, ...right } = await post('code', { continuation, code: codeOf(forum, secret) })
  expect([right.status, headers.location]).toEqual([303, '/bookmarks'])
  expect(String(headers['set-cookie'])).toContain('stoa_session=')
})

test('a code entered too late asks for the password again', async () => {
  const { username } = await protectedAccount(forum)
  const { text } = await post('signIn', { login: username, password })
  const continuation = hidden(text, 'continuation')
  const late = await post('code', {
    login: username,
    continuation: `${continuation}x`,
    code: '123456'
  })
  expect(late.text).toContain('name="password"')
  expect(late.text).toContain(`value="${username}"`)
})

test.each([
  ['admin', '/settings/security'],
  ['member', '/bookmarks']
] as const)('signing in leads a %s without a second factor to %s', async (role, place) => {
  const { id, username } = await makeAccount(forum)
  await forum.connection.db.update(users).set({ role }).where(eq(users.id, id))
  const { status, headers } = await post('signIn', { login: username, password })
  expect([status, headers.location]).toEqual([303, place])
})

test('the account’s activity says blocked of braked sign-ins, and folds them', async () => {
  const member = await forum.user()
  const event = { kind: 'sign_in.braked', actorId: 0, subjectId: member.id } as const
  const place = { createdAt: forum.now(), browser: '', network: '192.0.2.0/24', details: {} }
  await forum.connection.db
    .insert(securityEvents)
    .values([1, 2, 3].map(() => ({ ...event, ...place })))
  const { text } = await member.inject({ method: 'GET', url: '/settings/security' })
  expect(text.match(/Sign-in blocked after too many attempts/g)).toHaveLength(1)
  expect(text).toContain('3 times')
  expect(text).not.toContain('delayed')
})

import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { writeUses } from '@stoa/accounts'
import { recheckSessions } from '@stoa/accounts/providers'
import { users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { openBrowser } from './browser.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { provider, signIn, link, map } = useProvider(forum)

beforeAll(() => map([{ claim: 'groups', value: 'forum-staff', role: 'staff' }]))

/** Somebody whom a claim made staff, signed in by the provider and a code. */
async function colleague(subject: string) {
  const account = await protectedAccount(forum)
  const person = { subject, groups: ['forum-staff'] }
  await link(account.browser, person)
  const browser = openBrowser(forum)
  const { continuation } = (await signIn(person, browser)).outcome.body
  const code = codeOf(forum, account.secret)
  await browser.post('/sessions/second-factor', { continuation, code })
  expect((await browser.get('/me')).body.role).toBe('staff')
  return { ...account, browser, person }
}

/** The provider is asked again a quarter of an hour later. */
async function recheck() {
  await writeUses(forum.context())
  forum.advance(15 * 60_000)
  await recheckSessions(forum.context())
}

const roleOf = async (id: number) =>
  (await forum.connection.db.select().from(users).where(eq(users.id, id)))[0]?.role

test('a claim that is gone when the provider is asked again takes role and session', async () => {
  const { id, browser, person } = await colleague('leaver')
  await recheck()
  expect((await browser.get('/me')).body.role).toBe('staff')
  provider().person = { ...person, groups: [] }
  await recheck()
  expect(await roleOf(id)).toBe('member')
  expect((await browser.get('/me')).body.role).toBe('guest')
})

test('a claim that is absent when the provider is asked again changes nothing', async () => {
  const { id, browser, person } = await colleague('unsaid')
  provider().person = { subject: person.subject }
  await recheck()
  expect(await roleOf(id)).toBe('staff')
  expect((await browser.get('/me')).body.role).toBe('staff')
})

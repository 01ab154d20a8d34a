import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { writeUses } from '@stoa/accounts'
import { recheckSessions } from '@stoa/accounts/providers'
import { providerSessions, users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { listen } from '../matrix/credentials.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { mailsTo } from './mailbox.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { provider, signIn, link } = useProvider(forum)

let serial = 0

/** Somebody whom the provider and a code signed in, and what the provider knows them as. */
async function person(role: 'staff' | 'member' = 'staff') {
  const account = await protectedAccount(forum)
  const somebody = { subject: `staff-${(serial += 1)}` }
  await link(account.browser, somebody)
  const made = await account.browser.post('/tokens', { name: 'Bot', scopes: ['read'], days: 2 })
  await forum.connection.db.update(users).set({ role }).where(eq(users.id, account.id))
  const { outcome, browser } = await signIn(somebody)
  const { continuation } = outcome.body
  const code = codeOf(forum, account.secret)
  expect((await browser.post('/sessions/second-factor', { continuation, code })).status).toBe(201)
  return {
    ...account,
    ...somebody,
    browser,
    token: { authorization: `Bearer ${made.body.secret}` }
  }
}

/** Some minutes pass, and the task runs. */
async function pass(minutes: number, nodes = 1) {
  await writeUses(forum.context())
  forum.advance(minutes * 60_000)
  await Promise.all(Array.from({ length: nodes }, () => recheckSessions(forum.context())))
}

const sealedOf = async (subject: string) => {
  const { sealedRefreshToken } = providerSessions
  const { db } = forum.connection
  const [row] = await db
    .select({ sealedRefreshToken })
    .from(providerSessions)
    .where(eq(providerSessions.subject, subject))
  return row?.sealedRefreshToken
}

const statusOf = async ({ browser }: Awaited<ReturnType<typeof person>>) =>
  (await browser.get('/sessions')).status

test('staff whom the provider still knows stay, with the token it gave anew', async () => {
  const somebody = await person()
  const before = await sealedOf(somebody.subject)
  await pass(15)
  expect(await statusOf(somebody)).toBe(200)
  const then = await sealedOf(somebody.subject)
  expect(then).not.toBe(before)
  await pass(15)
  expect([await statusOf(somebody), (await sealedOf(somebody.subject)) === then]).toEqual([
    200,
    false
  ])
})

test('staff whom it refuses lose session, tokens and streams; members are not asked', async () => {
  const [somebody, member] = [await person(), await person('member')]
  const ended = await listen(forum.app, somebody.token)
  provider().gone.add(somebody.subject).add(member.subject)
  await pass(10)
  expect(await statusOf(somebody)).toBe(200)
  await pass(5)
  expect([await statusOf(somebody), await statusOf(member)]).toEqual([401, 200])
  await vi.waitFor(() => expect(ended()).toBe(true))
  const admin = await forum.user({ role: 'admin' })
  const { items } = (await admin.get('/admin/security-events')).body
  expect(items[0].kind).toBe('session.refused_by_provider')
})

test('several nodes ask once', async () => {
  const somebody = await person()
  const asked = vi.spyOn(forum.ports.outbound, 'send')
  await pass(15, 4)
  const tokens = asked.mock.calls.filter(([url]) => url.endsWith('/token'))
  expect([tokens.length, await statusOf(somebody)]).toEqual([1, 200])
  asked.mockRestore()
})

test('while it cannot be reached sessions live on, and admins are told once', async () => {
  const [somebody, admin] = [
    await person(),
    await forum.user({ role: 'admin', email: 'root@example.test' })
  ]
  const send = vi.spyOn(forum.ports.outbound, 'send').mockRejectedValue(new Error('away'))
  await pass(15)
  await pass(10)
  expect(await statusOf(somebody)).toBe(200)
  const subjects = (await mailsTo(forum, 'root@example.test')).map(({ subject }) => subject)
  expect(subjects).toEqual(['A sign-in provider can’t be reached'])
  expect((await admin.get('/admin/needs')).body.counts.unreachableProviders).toBe(1)
  send.mockRestore()
  await pass(3)
  expect((await admin.get('/admin/needs')).body.counts.unreachableProviders).toBe(0)
})

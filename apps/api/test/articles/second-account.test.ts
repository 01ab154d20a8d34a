import { beforeAll, expect, test } from 'vitest'
import { secretIn } from '../accounts/joining.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import { createClient } from '../client.ts'
import { startForum, type Client } from '../forum.ts'
import { draft, publish, writer } from './writing.ts'

const forum = startForum()
let admin: Client
let colleague: Client

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  colleague = await forum.user({ role: 'admin' })
})

/** Gives a role, again to who has it with a second factor, and a new session in it. */
async function appoint(by: Client, to: Client, role: string, capabilities: string[] = []) {
  const { status } = await by.put(`/users/${to.username}/role`, { role, capabilities })
  if (status >= 300) throw new Error(`${status}`)
  return again(to)
}

async function again({ id, username }: Client): Promise<Client> {
  const cookie = await forum.session(username)
  return createClient(forum.app, forum.origin, { id, username, headers: { cookie } })
}

test.each(['volunteer', 'staff'] as const)(
  'an admin alone publishes nothing by their own %s',
  async (role) => {
    const puppet = await appoint(admin, await forum.user({ role }), role)
    const article = await draft(puppet)
    await puppet.post(`/articles/${article.id}/translations/en/proposal`)
    expect((await publish(admin, article)).body.state).toBe('awaiting')
    const own = await publish(admin, article)
    expect(own).toMatchObject({ status: 403, body: { code: 'second_person_needed' } })
    const { unpublished } = (await admin.get('/articles/work')).body
    const row = unpublished.find(({ id }: { id: number }) => id === article.id)
    expect(row.mayApprove).toBe(false)
    expect((await publish(await writer(forum), article)).body.state).toBe('published')
  }
)

/** Whether the admin publishes alone what an account wrote. */
async function isPublishedAlone(puppet: Client): Promise<boolean> {
  const article = await draft(puppet)
  await puppet.post(`/articles/${article.id}/translations/en/proposal`)
  const answers = [await publish(admin, article), await publish(admin, article)]
  return answers.some(({ body }) => body.state === 'published')
}

test.each(['volunteer', 'staff'] as const)(
  'a promotion that is stopped at once makes no %s somebody else',
  async (role) => {
    const account = await forum.user({ role })
    const asked = await admin.put(`/users/${account.username}/role`, { role: 'admin' })
    expect(asked.body.waiting).toEqual(['admin'])
    expect(await isPublishedAlone(await appoint(admin, account, role))).toBe(false)
  }
)

test.each(['volunteer', 'staff'] as const)(
  'an accepted invitation that the inviter overtakes makes no %s somebody else',
  async (role) => {
    const email = `invited-${role}@example.test`
    const account = await forum.user({ role, email })
    await admin.post('/role-invitations', { email, role: 'staff', capabilities: ['articles'] })
    const token = secretIn((await lastMailTo(forum, email)).text)
    expect((await account.put('/role-invitations/acceptance', { token })).status).toBe(204)
    expect(await isPublishedAlone(await appoint(admin, account, role))).toBe(false)
  }
)

test('one admin publishes what a volunteer wrote whom another appointed', async () => {
  const volunteer = await appoint(colleague, await forum.user({ role: 'volunteer' }), 'volunteer')
  const article = await draft(volunteer)
  expect((await publish(admin, article)).body.state).toBe('published')
})

test('who appointed the author is not asked to approve', async () => {
  const puppet = await appoint(admin, await forum.user({ role: 'volunteer' }), 'volunteer')
  const article = await draft(puppet)
  await forum.dropEvents()
  await puppet.post(`/articles/${article.id}/translations/en/proposal`)
  await forum.settle()
  const notified = async (client: Client) =>
    (await client.get('/notifications')).body.items.filter(
      ({ actor }: { actor: { username: string } | null }) => actor?.username === puppet.username
    )
  expect(await notified(admin)).toEqual([])
  expect(await notified(colleague)).toHaveLength(1)
})

test('an account that one admin gave the capability approves once another confirmed', async () => {
  const puppet = await appoint(admin, await forum.user({ role: 'staff' }), 'staff', ['articles'])
  const article = await draft(admin)
  await publish(admin, article)
  const refused = await publish(puppet, article)
  expect(refused).toMatchObject({ status: 403, body: { code: 'capability_missing' } })
  const { items } = (await colleague.get('/approvals')).body
  const { id } = items.find(({ username }: { username: string }) => username === puppet.username)
  expect((await admin.post(`/approvals/${id}/approval`)).status).toBe(403)
  expect((await colleague.post(`/approvals/${id}/approval`)).status).toBe(204)
  expect((await publish(await again(puppet), article)).body.state).toBe('published')
})

import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { setRoleOnServer } from '@stoa/accounts'
import { settleApprovals } from '@stoa/accounts/approvals'
import { approvals, securityEvents, users } from '@stoa/accounts/schema'
import { waitingApproval } from '../approvals/requested.ts'
import { createClient } from '../client.ts'
import { startForum, type Client } from '../forum.ts'
import { setOpened } from '../opening.ts'
import { createPeople } from '../people.ts'
import { mailsTo } from './mailbox.ts'

const forum = startForum()
const hour = 3600_000
let first: Client
let second: Client

beforeAll(async () => {
  first = await forum.user({ role: 'admin' })
  second = await forum.user({ role: 'admin' })
})

const give = (
  by: Client,
  to: Client,
  role: string,
  capabilities: string[] = [],
  topics?: string[]
) => by.put(`/users/${to.username}/role`, { role, capabilities, deskTopics: topics })

const dutiesOf = async ({ id }: Client) => {
  const [row] = await forum.connection.db.select().from(users).where(eq(users.id, id))
  return [row?.role, ...(row?.capabilities ?? [])]
}

type Change = { id: number; username: string; appliesAt: string; can: object }
const pendingFor = async ({ username }: Client): Promise<Change[]> =>
  (await first.get('/approvals')).body.items.filter((item: Change) => item.username === username)

/** The id of the only pending change. */
async function pendingIdOf(client: Client): Promise<number> {
  const [change] = await pendingFor(client)
  return change?.id ?? 0
}

/** The kinds of security events about somebody. */
async function kindsAbout({ id }: Client): Promise<string[]> {
  const rows = await forum.connection.db
    .select({ kind: securityEvents.kind })
    .from(securityEvents)
    .where(eq(securityEvents.subjectId, id))
    .orderBy(securityEvents.id)
  return rows.map(({ kind }) => kind)
}

const people = () => createPeople(forum, forum.origin, () => forum.now())

/** A new session of the same person. */
async function again({ id, username }: Client): Promise<Client> {
  const cookie = await people().session(username)
  return createClient(forum.app, forum.origin, { id, username, headers: { cookie } })
}

async function aDayLater() {
  forum.advance(24 * hour)
  await settleApprovals(forum.context())
  first = await again(first)
  second = await again(second)
}

test.each(['admin', 'announcements', 'moderation'])(
  'the power of %s takes effect when a second admin confirms it',
  async (power) => {
    const member = await forum.user()
    const wanted = power === 'admin' ? ['admin'] : ['staff', power]
    const [role = '', ...capabilities] = wanted
    const { status, body } = await give(first, member, role, capabilities)
    expect([status, body.waiting]).toEqual([202, [power]])
    expect(await dutiesOf(member)).toEqual([power === 'admin' ? 'member' : 'staff'])
    const id = await pendingIdOf(member)
    const own = await first.post(`/approvals/${id}/approval`)
    expect([own.status, own.body.code]).toEqual([403, 'second_person_needed'])
    expect((await second.post(`/approvals/${id}/approval`)).status).toBe(204)
    expect(await dutiesOf(member)).toEqual(wanted)
  }
)

test('one admin with two accounts cannot announce alone', async () => {
  const puppet = await forum.user({ role: 'staff' })
  await give(first, puppet, 'staff', ['announcements'])
  const refused = await (await again(puppet)).get('/announcements/work')
  expect([refused.status, refused.body.code]).toEqual([403, 'capability_missing'])
  await give(first, puppet, 'admin')
  const id = await pendingIdOf(puppet)
  expect((await (await again(puppet)).post(`/approvals/${id}/approval`)).status).toBe(403)
})

test('desk and topics change at once and do not restart a pending power', async () => {
  const member = await forum.user()
  await give(first, member, 'staff', ['announcements'])
  const [before] = await pendingFor(member)
  forum.advance(hour)
  first = await again(first)
  expect((await give(first, member, 'staff', ['announcements', 'desk'], ['api'])).status).toBe(202)
  expect(await dutiesOf(member)).toEqual(['staff', 'desk'])
  expect(await pendingFor(member)).toEqual([before])
})

test('a holder of a power keeps it through a change of topics', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['announcements', 'desk'] })
  const { status } = await give(first, staff, 'staff', ['announcements', 'desk'], ['api'])
  expect([status, await pendingFor(staff)]).toEqual([204, []])
  expect(await dutiesOf(staff)).toEqual(['staff', 'announcements', 'desk'])
})

test('a removed power counts as new when it is given back', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  expect((await give(first, staff, 'staff')).status).toBe(204)
  expect(await dutiesOf(staff)).toEqual(['staff'])
  expect((await give(first, staff, 'staff', ['moderation'])).status).toBe(202)
  expect((await give(first, staff, 'member')).status).toBe(204)
  expect(await pendingFor(staff)).toEqual([])
})

test('a power takes effect after a day, if holders were mailed and none stopped it', async () => {
  const holder = await forum.user({ role: 'staff', capabilities: ['moderation'], locale: 'en' })
  const bystander = await forum.user({ role: 'staff', capabilities: ['desk'], locale: 'en' })
  const [kept, stopped] = [await forum.user(), await forum.user()]
  const addressOf = async (client: Client) => (await client.get('/me')).body.email as string
  const [told, untold] = [await addressOf(holder), await addressOf(bystander)]
  for (const one of [kept, stopped]) await give(first, one, 'admin')
  const subjects = (await mailsTo(forum, told)).map(({ subject }) => subject)
  expect(subjects).toEqual(
    Array(2).fill('Please check: a permission to speak officially was proposed')
  )
  expect(await mailsTo(forum, untold)).toEqual([])
  const id = await pendingIdOf(stopped)
  expect(
    (await bystander.post(`/approvals/${id}/refusal`, { reason: 'Nobody asked for it.' })).status
  ).toBe(403)
  expect(
    (await holder.post(`/approvals/${id}/refusal`, { reason: 'Nobody asked for it.' })).status
  ).toBe(204)
  forum.advance(23 * hour)
  await settleApprovals(forum.context())
  expect(await dutiesOf(kept)).toEqual(['member'])
  await aDayLater()
  expect([await dutiesOf(kept), await dutiesOf(stopped)]).toEqual([['admin'], ['member']])
})

test('a failed change does not stop the others', async () => {
  const { db } = forum.connection
  const subject = { userId: 999_999, power: 'admin' } as const
  const id = await waitingApproval(forum, { kind: 'role_power', subject, by: 0 })
  await db.update(approvals).set({ appliesAt: forum.now() }).where(eq(approvals.id, id))
  const member = await forum.user()
  await give(first, member, 'admin')
  forum.advance(24 * hour)
  await expect(settleApprovals(forum.context())).rejects.toThrow(AggregateError)
  expect(await dutiesOf(member)).toEqual(['admin'])
  await db.delete(approvals).where(eq(approvals.id, id))
  await aDayLater()
})

test('proposals of a dismissed admin do not take effect', async () => {
  const [thief, puppet] = [await forum.user({ role: 'admin' }), await forum.user()]
  await give(thief, puppet, 'admin')
  expect((await give(first, thief, 'member')).status).toBe(204)
  await aDayLater()
  expect([await dutiesOf(puppet), await pendingFor(puppet)]).toEqual([['member'], []])
})

test('only tokens with an official scope must wait', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['announcements'] })
  const input = { name: 'publisher', scopes: ['read', 'moderate'], days: 30 }
  const { body } = await staff.post('/tokens', input)
  expect(body).toMatchObject({ scopes: ['read'], waiting: ['moderate'] })
  const headers = { authorization: `Bearer ${body.secret}` }
  const roleNow = async () => (await forum.guest.get('/me', headers)).body.role
  expect(await roleNow()).toBe('member')
  const id = await pendingIdOf(staff)
  expect((await first.post(`/approvals/${id}/approval`)).status).toBe(204)
  expect(await roleNow()).toBe('staff')
  const reading = await staff.post('/tokens', { ...input, scopes: ['read', 'write'] })
  expect(reading.body.waiting).toEqual([])
  const volunteer = await forum.user({ role: 'volunteer' })
  expect((await volunteer.post('/tokens', input)).body.waiting).toEqual([])
})

test('a command on the server takes effect at once, is logged and mailed', async () => {
  const admin = await forum.user({ role: 'admin', locale: 'en' })
  const { email } = (await admin.get('/me')).body
  const member = await forum.user()
  await setRoleOnServer(forum.context(), member.username, {
    ...{ role: 'staff', capabilities: ['announcements'], deskTopics: [] }
  })
  expect(await dutiesOf(member)).toEqual(['staff', 'announcements'])
  const subjects = (await mailsTo(forum, email)).map(({ subject }) => subject)
  expect(subjects).toEqual(['A role was changed on the server'])
  expect(await kindsAbout(member)).toEqual(['role.changed'])
})

test('the security log says who proposed, who confirmed and what changed', async () => {
  const member = await forum.user()
  await give(first, member, 'admin')
  await second.post(`/approvals/${await pendingIdOf(member)}/approval`)
  expect(await kindsAbout(member)).toEqual(['role.proposed', 'role.confirmed', 'role.changed'])
})

test('of a parallel confirm and stop one comes too late', async () => {
  const member = await forum.user()
  await give(first, member, 'admin')
  const path = `/approvals/${await pendingIdOf(member)}`
  const answers = await Promise.all([
    second.post(`${path}/approval`),
    first.post(`${path}/withdrawal`)
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404])
  const [role] = await dutiesOf(member)
  expect(role).toBe(answers[0].status === 204 ? 'admin' : 'member')
})

test('before the forum is opened powers take effect at once', async () => {
  await setOpened(forum, null)
  const member = await forum.user()
  expect((await give(first, member, 'staff', ['announcements'])).status).toBe(204)
  expect(await dutiesOf(member)).toEqual(['staff', 'announcements'])
  expect(await pendingFor(member)).toEqual([])
  await setOpened(forum, forum.now())
})

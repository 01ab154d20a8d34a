import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { settleApprovals } from '@stoa/accounts/approvals'
import { claimMappingRevisions, identities, users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { signIn, join, prove, own, map } = useProvider(forum)
const path = '/admin/sign-in-providers/acme/claims'

const staff = { claim: 'groups', value: 'forum-staff', role: 'staff', capabilities: ['moderation'] }
const admin = () => forum.user({ role: 'admin' })

beforeAll(async () => {
  await own(['acme.test'])
  await map([staff])
})

/** Somebody who has an account, of whom the provider said this. */
async function member(groups: string[]) {
  const username = `person-${randomBytes(5).toString('hex')}`
  const email = `${username}@acme.test`
  const person = { subject: username, email, email_verified: true, groups }
  await join(person, username)
  return { username, person, browser: (await signIn(person)).browser }
}

async function roleOf(username: string) {
  const [row] = await forum.connection.db.select().from(users).where(eq(users.username, username))
  return row?.role
}

test('a mapping gives nothing before a second admin confirms that revision', async () => {
  const [first, second] = [await admin(), await admin()]
  const { username, person } = await member(['helpers'])
  const helpers = { claim: 'groups', value: 'helpers', role: 'volunteer' }
  expect((await first.put(path, { mappings: [staff, helpers] })).body).toEqual({ waiting: true })
  const { id } = (await second.get(path)).body.waiting
  expect((await first.post(`/approvals/${id}/approval`)).body.code).toBe('second_person_needed')
  await signIn(person)
  expect(await roleOf(username)).toBe('member')
  expect((await second.post(`/approvals/${id}/approval`)).status).toBe(204)
  await signIn(person)
  expect(await roleOf(username)).toBe('volunteer')
})

test('a set that was replaced while it was read cannot be confirmed', async () => {
  const [first, second] = [await admin(), await admin()]
  await first.put(path, { mappings: [{ ...staff, value: 'one' }] })
  const { id } = (await second.get(path)).body.waiting
  await first.put(path, { mappings: [{ ...staff, value: 'other' }] })
  expect((await second.post(`/approvals/${id}/approval`)).status).toBe(404)
  const { waiting } = (await second.get(path)).body
  expect(waiting).toMatchObject({ by: first.username, mappings: [{ value: 'other' }] })
  await first.post(`/approvals/${waiting.id}/refusal`, { reason: 'Nobody asked for it.' })
  expect((await first.get(path)).body.waiting).toBeNull()
})

test('a set that nobody stops applies after a day', async () => {
  await (await admin()).put(path, { mappings: [staff, { ...staff, value: 'later' }] })
  forum.advance(25 * 3600_000)
  await settleApprovals(forum.context())
  expect((await (await admin()).get(path)).body).toMatchObject({
    waiting: null,
    mappings: [{}, {}]
  })
  await map([staff])
})

test('a mapping that is removed takes at once what it gave, and ends sessions', async () => {
  const { username, browser, person } = await member(['forum-staff'])
  expect(await roleOf(username)).toBe('staff')
  await map([])
  expect(await roleOf(username)).toBe('member')
  expect((await browser.get('/me')).body.role).toBe('guest')
  await map([staff])
  expect(await roleOf(username)).toBe('member')
  await signIn(person)
  expect(await roleOf(username)).toBe('staff')
})

test('a preview says who would gain and lose what, and changes nothing', async () => {
  const [loser, gainer] = [await member(['forum-staff']), await member(['helpers'])]
  const by = await admin()
  const mappings = [{ claim: 'groups', value: 'helpers', role: 'volunteer' }]
  const { body } = await by.post(`${path}/previews`, { mappings })
  const named = (username: string) =>
    body.people.find((one: { username: string }) => one.username === username)
  expect(named(loser.username)).toMatchObject({
    before: { role: 'staff', capabilities: ['moderation'] },
    after: { role: 'member', capabilities: [] }
  })
  expect(named(gainer.username).after.role).toBe('volunteer')
  expect(body.changed).toBe(body.people.length)
  expect([await roleOf(loser.username), await roleOf(gainer.username)]).toEqual(['staff', 'member'])
  const other = await by.post(`${path}/previews`, { mappings: [{ ...staff, claim: 'team' }] })
  expect(other.body.unknown).toBe(other.body.linked)
})

test('only claims that mappings name are kept, and they are in the export', async () => {
  const { browser, username, person } = await member(['helpers'])
  await prove(browser, person)
  const { identities: exported } = (await browser.get('/me/export')).body
  expect(exported).toMatchObject([{ claims: { groups: ['helpers'] }, byEmail: false }])
  await map([{ ...staff, claim: 'team' }])
  const { db } = forum.connection
  const [kept] = await db.select().from(identities).where(eq(identities.subject, username))
  expect(kept?.claims).toEqual({})
  await map([staff])
})

test('every set that was proposed stays, with when it applied', async () => {
  const rows = await forum.connection.db.select().from(claimMappingRevisions)
  expect(rows.filter(({ appliedAt }) => appliedAt === null).length).toBeGreaterThan(0)
  expect(rows.filter(({ appliedAt }) => appliedAt !== null).length).toBeGreaterThan(2)
})

test('a provider whose claims give power is not removed', async () => {
  const by = await admin()
  const { status, body } = await by.delete('/admin/sign-in-providers/acme')
  expect([status, body.code]).toEqual([409, 'provider_gives_power'])
})

test.each([
  [{ role: null, capabilities: [] }, 'mappings.0.role'],
  [{ role: 'volunteer' }, 'mappings.0.capabilities'],
  [{ deskTopics: ['api'] }, 'mappings.0.deskTopics'],
  [{ capabilities: ['desk'], deskTopics: ['unknown_topic'] }, 'mappings.0.deskTopics'],
  [{ groupId: 9_000_000_000 }, 'mappings.0.groupId'],
  [{ claim: '' }, 'mappings.0.claim']
])('a bad mapping %j is refused at its field', async (wrong, field) => {
  const { status, body } = await (await admin()).put(path, { mappings: [{ ...staff, ...wrong }] })
  expect([status, body.errors?.[0].path]).toEqual([422, field])
})

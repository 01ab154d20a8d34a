import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { settleChanges } from '@stoa/accounts/pending-changes'
import { groupMembers, secondFactors, securityEvents } from '@stoa/accounts/schema'
import { settings } from '@stoa/core/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
let admin: Client
let second: Client
let member: Client
let stranger: Client

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  second = await forum.user({ role: 'admin' })
  member = await forum.user()
  stranger = await forum.user()
  await forum.connection.db
    .insert(settings)
    .values({ name: 'mail_works', value: true, updatedAt: forum.now() })
})

const named = (en: string) => ({ name: { en } })
const create = async (name = 'VIP desk'): Promise<number> =>
  (await admin.post('/groups', named(name))).body.id
const add = (by: Client, id: number, { username }: Client, owner = false) =>
  by.put(`/groups/${id}/members/${username}`, { owner })
const remove = (by: Client, id: number, { username }: Client) =>
  by.delete(`/groups/${id}/members/${username}`)
const membersOf = async (id: number) =>
  (await admin.get(`/groups/${id}/members`)).body.items as { username: string; moderates: string }[]
const namesIn = async (id: number) => (await membersOf(id)).map(({ username }) => username)
const moderating = async (id: number) => forum.category({ moderatorGroups: [id] })

/** A category that the group moderates, by the admin's form. */
async function moderatedBy(id: number) {
  const categoryId = await forum.category()
  const change = { moderatorGroups: [id] }
  expect((await admin.patch(`/categories/${categoryId}`, change)).status).toBe(204)
  return categoryId
}

const withSecondFactor = async ({ id }: Client) => {
  await forum.connection.db
    .insert(secondFactors)
    .values({ userId: id, encryptedSecret: '', confirmedAt: forum.now() })
  forum.ports.committed([{ type: 'actor.changed', payload: { userId: id } }])
}
const moderatesOf = async (client: Client) => (await client.get('/me')).body.moderates

test('a group exists for its members and admins only', async () => {
  const id = await create('Quiet room')
  expect((await add(admin, id, member)).status).toBe(204)
  expect((await member.get(`/groups/${id}`)).body).toMatchObject({
    ...{ name: 'Quiet room', memberCount: 1, own: 'member' },
    can: { change: false, changeMembers: false }
  })
  const addresses = [`/groups/${id}`, `/groups/${id}/members`]
  for (const path of addresses) expect((await stranger.get(path)).status).toBe(404)
  expect((await add(stranger, id, stranger)).status).toBe(404)
  expect((await stranger.get('/groups')).body.items).toEqual([])
  expect((await forum.guest.get('/groups')).status).toBe(401)
})

test('owners change members; only admins make owners; everybody may leave', async () => {
  const id = await create()
  const other = await forum.user()
  await add(admin, id, member)
  expect((await add(member, id, other)).body.code).toBe('not_group_owner')
  expect((await add(admin, id, member, true)).status).toBe(204)
  expect((await add(member, id, other)).status).toBe(204)
  expect((await add(member, id, other, true)).status).toBe(403)
  expect((await remove(other, id, member)).body.code).toBe('not_group_owner')
  expect((await remove(other, id, other)).status).toBe(204)
  expect(await namesIn(id)).toEqual([member.username])
})

test('a name in no language, and an unknown user, are refused with what is wrong', async () => {
  const none = await admin.post('/groups', { name: {} })
  expect(none.body.errors).toMatchObject([{ path: 'name.en' }])
  const id = await create()
  const unknown = await admin.put(`/groups/${id}/members/nobody-at-all`, {})
  expect(unknown.body.errors).toMatchObject([{ path: 'username' }])
  expect((await membersOf(id)).length).toBe(0)
})

test('a file adds everybody or nobody, and a dry run adds nobody', async () => {
  const id = await create()
  const [one, two] = [await forum.user(), await forum.user()]
  const csv = `\uFEFFusername\r\n${one.username}\r\n\r\n"${two.username}"\r\n`
  const load = (text: string, dryRun = false) =>
    admin.post(`/groups/${id}/imports`, { csv: text, dryRun })
  expect((await load(csv, true)).body).toEqual({ rows: 2, added: 2, already: 0, dryRun: true })
  expect(await namesIn(id)).toEqual([])
  expect((await load(`${csv}nobody-at-all\n`)).body.errors).toMatchObject([
    { path: 'csv.5', message: expect.stringContaining('5') }
  ])
  expect((await load('')).status).toBe(422)
  expect(await namesIn(id)).toEqual([])
  expect((await load(csv)).body).toMatchObject({ added: 2 })
  expect((await load(csv)).body).toMatchObject({ added: 0, already: 2 })
  expect(await namesIn(id)).toEqual([one.username, two.username])
})

test('100,000 rows with a bad one in the middle add nobody and name the line', async () => {
  const id = await create()
  const rows = Array.from({ length: 100_000 }, (_, at) =>
    at === 50_000 ? 'noone' : member.username
  )
  const { status, body } = await admin.post(`/groups/${id}/imports`, { csv: rows.join('\n') })
  expect([status, body.errors]).toMatchObject([422, [{ path: 'csv.50001' }]])
  expect(body.errors[0].message).toContain('Line 50001')
  expect(await namesIn(id)).toEqual([])
})

test('a group that categories need is not deleted, and says which do', async () => {
  const id = await create()
  await add(admin, id, member)
  const categoryId = await forum.category({ slug: 'needs-it', readerGroups: [id] })
  expect((await admin.delete(`/groups/${id}`)).body).toMatchObject({
    code: 'group_in_use',
    detail: expect.stringContaining('needs-it')
  })
  expect((await admin.patch(`/categories/${categoryId}`, { readerGroups: [] })).status).toBe(204)
  expect((await admin.delete(`/groups/${id}`)).status).toBe(204)
  expect((await admin.get(`/groups/${id}`)).status).toBe(404)
  const gone = await admin.patch(`/categories/${categoryId}`, { readerGroups: [id] })
  expect(gone.body.errors).toMatchObject([{ path: 'readerGroups' }])
})

test('a membership moderates after a second admin and with a second factor', async () => {
  const id = await create()
  const categoryId = await moderatedBy(id)
  const helper = await forum.user()
  expect((await add(admin, id, helper)).status).toBe(202)
  const pending = (await second.get('/pending-changes')).body.items
  const change = pending.find(({ username }: { username: string }) => username === helper.username)
  expect(change).toMatchObject({ kind: 'group_power', subject: 'VIP desk' })
  expect((await admin.post(`/pending-changes/${change.id}/confirmation`)).body.code).toBe(
    'second_admin_needed'
  )
  expect((await second.post(`/pending-changes/${change.id}/confirmation`)).status).toBe(204)
  expect(await moderatesOf(helper)).toEqual([])
  expect((await membersOf(id))[0]?.moderates).toBe('second_factor_missing')
  await add(admin, id, stranger, true)
  expect((await stranger.get(`/groups/${id}/members`)).body.items[0].moderates).toBe('waiting')
  await withSecondFactor(helper)
  expect(await moderatesOf(helper)).toEqual([categoryId])
  const { postId } = await createThread(member, categoryId)
  expect((await helper.post(`/posts/${postId}/hiding`, { reason: 'spam' })).status).toBe(204)
})

test('after a day it moderates by itself, if an admin added it', async () => {
  const id = await create()
  const [owner, byOwner, byAdmin] = [await forum.user(), await forum.user(), await forum.user()]
  await add(admin, id, owner, true)
  const categoryId = await moderatedBy(id)
  for (const one of [byOwner, byAdmin]) await withSecondFactor(one)
  expect((await add(owner, id, byOwner)).status).toBe(202)
  expect((await add(admin, id, byAdmin)).status).toBe(202)
  await settleChanges({
    ...forum.context(),
    now: new Date(Date.parse(forum.now()) + 25 * 3600_000).toISOString()
  })
  expect(await moderatesOf(byAdmin)).toEqual([categoryId])
  expect(await moderatesOf(byOwner)).toEqual([])
})

test('who leaves a group, or whose group stops moderating, moderates nothing at once', async () => {
  const id = await create()
  const [leaving, staying] = [await forum.user(), await forum.user()]
  for (const one of [leaving, staying]) await withSecondFactor(one)
  for (const one of [leaving, staying]) await add(admin, id, one)
  const categoryId = await moderating(id)
  await forum.connection.db
    .update(groupMembers)
    .set({ moderatesSince: forum.now() })
    .where(eq(groupMembers.groupId, id))
  for (const one of [leaving, staying])
    forum.ports.committed([{ type: 'actor.changed', payload: { userId: one.id } }])
  for (const one of [leaving, staying]) expect(await moderatesOf(one)).toEqual([categoryId])
  expect((await remove(admin, id, leaving)).status).toBe(204)
  expect(await moderatesOf(leaving)).toEqual([])
  expect((await admin.patch(`/categories/${categoryId}`, { moderatorGroups: [] })).status).toBe(204)
  expect(await moderatesOf(staying)).toEqual([])
})

test('the security log tells who was added and removed, by ids only', async () => {
  const id = await create()
  const somebody = await forum.user()
  await add(admin, id, somebody)
  await remove(admin, id, somebody)
  const rows = await forum.connection.db
    .select({ kind: securityEvents.kind, details: securityEvents.details })
    .from(securityEvents)
    .where(eq(securityEvents.subjectId, somebody.id))
    .orderBy(securityEvents.id)
  expect(rows).toEqual([
    { kind: 'group.member_added', details: { groupId: id } },
    { kind: 'group.member_removed', details: { groupId: id } }
  ])
})

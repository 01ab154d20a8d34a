import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { securityEvents } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { groupActs } from './group-acts.ts'

const forum = startForum()
let admin: Client
let member: Client
let stranger: Client
const { begin, add, create, remove, membersOf, namesIn } = groupActs(forum)

beforeAll(async () => {
  ;({ admin } = await begin())
  member = await forum.user()
  stranger = await forum.user()
})

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

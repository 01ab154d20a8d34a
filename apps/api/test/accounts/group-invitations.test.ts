import { beforeAll, expect, test } from 'vitest'
import { groupInvitations } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { groupActs, isCategory } from './group-acts.ts'
import { secretIn } from './joining.ts'

const forum = startForum()
const day = 24 * 3600_000
let admin: Client
let owner: Client
const { begin, add, confirm, create, letModerate, namesIn, remove, signedInAgain } =
  groupActs(forum)

beforeAll(async () => {
  ;({ admin } = await begin())
  owner = await forum.user()
})

async function ownedGroup(name?: string) {
  const id = await create(name)
  await add(admin, id, owner, true)
  return id
}
const invite = (by: Client, id: number, input: object = {}) =>
  by.post(`/groups/${id}/invitations`, input)
const linkTo = async (id: number, input?: object) =>
  secretIn((await invite(owner, id, input)).body.url)
const join = (client: Client, token: string) => client.put('/groups/invitations', { token })
const lookAt = (client: Client, token: string) => client.get(`/groups/invitations?token=${token}`)
const listed = async (id: number) => (await owner.get(`/groups/${id}/invitations`)).body.items

test('an owner’s link lets a member into that group only, and shows its name', async () => {
  const id = await ownedGroup('Quiet room')
  const token = await linkTo(id)
  const guest = await lookAt(forum.guest, token)
  expect(guest.body).toEqual({ name: 'Quiet room', groupId: null })
  expect((await join(forum.guest, token)).status).toBe(401)
  const member = await forum.user()
  expect((await join(member, token)).body).toEqual({ id })
  expect((await lookAt(member, token)).body.groupId).toBe(id)
  expect((await member.get('/groups')).body.items).toMatchObject([{ id, own: 'member' }])
  expect((await member.get('/me')).body.role).toBe('member')
})

test('members and strangers make no link, and see none', async () => {
  const id = await ownedGroup()
  const [member, stranger] = [await forum.user(), await forum.user()]
  await add(admin, id, member)
  expect((await invite(member, id)).body.code).toBe('not_group_owner')
  expect((await member.get(`/groups/${id}/invitations`)).status).toBe(403)
  expect((await invite(stranger, id)).status).toBe(404)
  expect((await invite(admin, id)).status).toBe(201)
  expect((await invite(owner, id, { uses: 0 })).status).toBe(422)
})

test('of ten who join at once by a link for three, three are members', async () => {
  const id = await ownedGroup()
  const token = await linkTo(id, { uses: 3 })
  const people = await Promise.all(Array.from({ length: 10 }, () => forum.user()))
  const statuses = (await Promise.all(people.map((one) => join(one, token)))).map(
    ({ status }) => status
  )
  expect(statuses.filter((status) => status === 200)).toHaveLength(3)
  expect(statuses.filter((status) => status === 410)).toHaveLength(7)
  expect(await namesIn(id)).toHaveLength(4)
})

test('who joins twice at once uses one up, and who left does not give it back', async () => {
  const id = await ownedGroup()
  const token = await linkTo(id, { uses: 2 })
  const member = await forum.user()
  const twice = await Promise.all([join(member, token), join(member, token)])
  expect(twice.map(({ status }) => status)).toEqual([200, 200])
  expect(await listed(id)).toMatchObject([{ uses: 1, maxUses: 2, by: owner.username }])
  await remove(member, id, member)
  expect((await join(member, token)).status).toBe(200)
  expect((await join(await forum.user(), token)).body.code).toBe('invitation_ended')
})

test('a link ends by revoking, by time, and with its maker’s power', async () => {
  const id = await ownedGroup()
  const [revoked, late, orphaned] = [
    await linkTo(id),
    await linkTo(id, { days: 1 }),
    await linkTo(id, { days: 90 })
  ]
  const statusOf = async (token: string) => (await lookAt(forum.guest, token)).status
  const last = (await listed(id)).at(-1)
  expect((await owner.delete(`/groups/${id}/invitations/${last.id}`)).status).toBe(204)
  expect(await statusOf(revoked)).toBe(410)
  expect(await statusOf(late)).toBe(200)
  forum.advance(day + 1)
  for (const one of [admin, owner]) await signedInAgain(one)
  expect([await statusOf(late), await statusOf(orphaned)]).toEqual([410, 200])
  await add(admin, id, owner, false)
  expect(await statusOf(orphaned)).toBe(410)
  expect((await join(await forum.user(), orphaned)).status).toBe(410)
})

test('who is removed does not come back by the link, which ends for all', async () => {
  const id = await ownedGroup()
  const token = await linkTo(id, { uses: 5 })
  const member = await forum.user()
  expect((await join(member, token)).status).toBeLessThan(300)
  expect((await remove(owner, id, member)).status).toBe(204)
  expect((await join(member, token)).status).toBe(410)
})

test('a group that moderates has no links, and those it had end', async () => {
  const id = await ownedGroup()
  const token = await linkTo(id)
  const moderating = await forum.category()
  await letModerate(moderating, id)
  expect((await lookAt(forum.guest, token)).status).toBe(200)
  expect((await confirm(await forum.user({ role: 'admin' }), isCategory)).status).toBe(204)
  expect((await join(await forum.user(), token)).body.code).toBe('invitation_ended')
  expect((await invite(owner, id)).body.code).toBe('group_moderates')
})

test('the secret of a link is not stored', async () => {
  const token = await linkTo(await ownedGroup())
  const rows = await forum.connection.db.select().from(groupInvitations)
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(token)
})

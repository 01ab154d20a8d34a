import { eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { events } from '@stoa/core/schema'
import { startForum, type Client } from '../forum.ts'

const forum = startForum()
const minute = 60_000

const give = (client: Client, username: string, role: string, capabilities: string[] = []) =>
  client.put(`/users/${username}/role`, { role, capabilities })

const rowOf = async (id: number) =>
  (await forum.connection.db.select().from(users).where(eq(users.id, id)))[0]

test('an admin sets a role, which ends the user’s sessions', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  expect((await member.get('/me')).body.role).toBe('member')
  expect((await give(admin, member.username, 'staff', ['desk', 'desk'])).status).toBe(204)
  expect((await member.get('/me')).body.role).toBe('guest')
  expect(await rowOf(member.id)).toMatchObject({ role: 'staff', capabilities: ['desk'] })
})

test.each(['member', 'volunteer', 'staff'] as const)('a %s sets no roles', async (role) => {
  const [somebody, member] = [await forum.user({ role }), await forum.user()]
  expect((await give(somebody, member.username, 'admin')).status).toBe(403)
  expect((await give(forum.guest, member.username, 'admin')).status).toBe(401)
})

test('only admins see who has which role and capabilities', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  await give(admin, member.username, 'staff', ['desk'])
  const { items } = (await admin.get('/admin/team')).body as { items: { username: string }[] }
  const shown = { username: member.username, role: 'staff', capabilities: ['desk'], deskTopics: [] }
  expect(items).toContainEqual({ ...shown, secondFactor: false })
  expect(items[0]).toMatchObject({ role: 'admin' })
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.get('/admin/team')).status).toBe(403)
})

test('desk topics must exist, and are kept only with the desk capability', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  const giveTopics = (capabilities: string[], deskTopics: string[]) =>
    admin.put(`/users/${member.username}/role`, { role: 'staff', capabilities, deskTopics })
  expect((await giveTopics(['desk'], ['gossip'])).status).toBe(422)
  await giveTopics(['desk'], ['api', 'trading'])
  expect(await rowOf(member.id)).toMatchObject({ deskTopics: ['api', 'trading'] })
  await giveTopics(['announcements'], ['api'])
  expect(await rowOf(member.id)).toMatchObject({ deskTopics: [] })
})

test('users see their own capabilities, admins all of them', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  expect((await staff.get('/me')).body.capabilities).toEqual(['moderation'])
  expect((await admin.get('/me')).body.capabilities).toEqual([
    'desk',
    'announcements',
    'articles',
    'moderation'
  ])
  expect((await member.get('/me')).body.capabilities).toEqual([])
})

test('nobody changes their own role', async () => {
  const admin = await forum.user({ role: 'admin' })
  expect((await give(admin, admin.username, 'member')).body.code).toBe('own_account')
})

test('giving a role needs a fresh sign-in', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  forum.advance(11 * minute)
  expect((await give(admin, member.username, 'staff')).status).toBe(403)
})

test('former staff stay marked as such', async () => {
  const [admin, staff] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'staff' })]
  await give(admin, staff.username, 'member', ['desk'])
  expect(await rowOf(staff.id)).toMatchObject({ formerStaff: true, capabilities: [] })
  await give(admin, staff.username, 'staff')
  expect(await rowOf(staff.id)).toMatchObject({ formerStaff: false })
})

test('two admins who dismiss each other in parallel leave one', async () => {
  const { db } = forum.connection
  await db.update(users).set({ role: 'member' }).where(eq(users.role, 'admin'))
  const [one, other] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const answers = await Promise.all([
    give(one, other.username, 'member'),
    give(other, one.username, 'member')
  ])
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  const rows = await db
    .select()
    .from(users)
    .where(inArray(users.id, [one.id, other.id]))
  expect(rows.filter(({ role }) => role === 'admin')).toHaveLength(1)
})

test('a change of role is recorded', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  await give(admin, member.username, 'volunteer')
  const rows = await forum.connection.db.select().from(events).where(eq(events.actorId, admin.id))
  expect(rows.map(({ type, payload }) => [type, payload.userId])).toContainEqual([
    'user.role_changed',
    member.id
  ])
})

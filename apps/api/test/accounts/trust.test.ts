import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { recomputeTrust } from '@stoa/accounts'
import { contribute, revokeContribution } from '@stoa/accounts/contributions'
import { sanctions, users } from '@stoa/accounts/schema'
import { startForum, type NewUser } from '../forum.ts'

const forum = startForum()
const day = 24 * 3600_000

let member: { id: number }
const daysAgo = (days: number) => new Date(Date.parse(forum.now()) - days * day).toISOString()
const newcomer = (given: NewUser = {}) =>
  forum.user({ trust: 'new', createdAt: daysAgo(100), ...given })

beforeEach(async () => void (member = await newcomer()))

const trustOf = async (id: number) => {
  await recomputeTrust(forum.context(), [id])
  const [row] = await forum.connection.db.select().from(users).where(eq(users.id, id))
  return row?.trust
}

async function read(userId: number, { days, threads }: { days: number; threads: number }) {
  const ctx = forum.context()
  for (let ref = 1; ref <= days; ref += 1)
    await contribute(ctx, { userId, kind: 'day_visited', ref })
  for (let ref = 1; ref <= threads; ref += 1)
    await contribute(ctx, { userId, kind: 'thread_read', ref })
}

const accept = (ref: number, fromUserId: number) =>
  contribute(forum.context(), { userId: member.id, kind: 'accepted_answer', ref, fromUserId })

test('reading on several days makes a member basic', async () => {
  expect(await trustOf(member.id)).toBe('new')
  await read(member.id, { days: 2, threads: 5 })
  expect(await trustOf(member.id)).toBe('basic')
})

test('a young account stays new however much it reads', async () => {
  const { id } = await newcomer({ createdAt: forum.now() })
  await read(id, { days: 2, threads: 60 })
  expect(await trustOf(id)).toBe('new')
})

test('three askers above new make a member trusted, new ones do not', async () => {
  await read(member.id, { days: 15, threads: 50 })
  const [friend, one, two] = [await newcomer(), await forum.user(), await forum.user()]
  for (const ref of [1, 2, 3]) await accept(ref, friend.id)
  for (const ref of [4, 5, 6]) await accept(ref, one.id)
  await accept(7, two.id)
  expect(await trustOf(member.id)).toBe('basic')
  await accept(8, (await forum.user()).id)
  expect(await trustOf(member.id)).toBe('trusted')
})

test('a withdrawn acceptance lowers the trust again', async () => {
  await read(member.id, { days: 15, threads: 50 })
  const askers = [await forum.user(), await forum.user(), await forum.user()]
  for (const [index, { id }] of askers.entries()) await accept(index + 1, id)
  expect(await trustOf(member.id)).toBe('trusted')
  await revokeContribution(forum.context(), { userId: member.id, kind: 'accepted_answer', ref: 1 })
  expect(await trustOf(member.id)).toBe('basic')
})

test('a recently silenced member is not trusted', async () => {
  await read(member.id, { days: 15, threads: 50 })
  const askers = [await forum.user(), await forum.user(), await forum.user()]
  for (const [index, { id }] of askers.entries()) await accept(index + 1, id)
  const silence = { userId: member.id, kind: 'silence' as const, reason: 'abuse', byId: 1 }
  await forum.connection.db.insert(sanctions).values({ ...silence, createdAt: daysAgo(10) })
  expect(await trustOf(member.id)).toBe('basic')
})

test('the daily task recomputes members who were here', async () => {
  const client = await newcomer()
  await read(client.id, { days: 2, threads: 5 })
  forum.advance(2 * 60_000)
  await client.get('/me')
  await forum.settle()
  await recomputeTrust(forum.context())
  expect((await client.get('/me')).body.trust).toBe('basic')
})

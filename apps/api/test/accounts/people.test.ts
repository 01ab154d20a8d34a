import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { contribute, revokeContribution } from '@stoa/accounts/contributions'
import { securityEvents } from '@stoa/accounts/schema'
import { signedUp } from './browser.ts'
import { startForum, type Client } from '../forum.ts'

const forum = startForum({ demo: true })

const names = async (client: Client, q: string) =>
  (await client.get(`/users?q=${encodeURIComponent(q)}`)).body.items?.map(
    ({ username }: { username: string }) => username
  )

test('a profile shows role, bio and contributions, and nothing private', async () => {
  const { id, username } = await forum.user({ bio: 'I like ferries.', role: 'volunteer' })
  const ctx = forum.context()
  await contribute(ctx, { userId: id, kind: 'post', ref: 1 })
  await contribute(ctx, { userId: id, kind: 'post', ref: 1 })
  await contribute(ctx, { userId: id, kind: 'post', ref: 2 })
  await contribute(ctx, { userId: id, kind: 'vote_received', ref: 1, fromUserId: 9 })
  await revokeContribution(ctx, { userId: id, kind: 'post', ref: 2 })
  const { body, text } = await forum.guest.get(`/users/${username.toUpperCase()}`)
  expect(body).toMatchObject({ username, role: 'volunteer', bio: 'I like ferries.' })
  expect(body.contributions).toEqual({ posts: 1, acceptedAnswers: 0, votesReceived: 1 })
  expect(text).not.toContain('@')
})

test('an unknown or unconfirmed user has no profile', async () => {
  const { username } = await signedUp(forum)
  expect((await forum.guest.get(`/users/${username}`)).status).toBe(404)
  expect((await forum.guest.get('/users/nobody-at-all')).status).toBe(404)
})

test('members get name completions from three characters, two of Han', async () => {
  for (const username of ['marguerite', 'marlon', '王小明']) await forum.user({ username })
  const member = await forum.user()
  expect(await names(member, 'mar')).toEqual(['marguerite', 'marlon'])
  expect(await names(member, 'MARG')).toEqual(['marguerite'])
  expect(await names(member, '王小')).toEqual(['王小明'])
  expect(await names(member, '%ar')).toEqual([])
  for (const short of ['ma', '王', 'm__', ''])
    expect((await member.get(`/users?q=${encodeURIComponent(short)}`)).status).toBe(422)
  expect((await forum.guest.get('/users?q=mar')).status).toBe(401)
})

test('unconfirmed names are not suggested', async () => {
  await signedUp(forum, { username: 'zzunconfirmed' })
  expect(await names(await forum.user(), 'zzunconf')).toEqual([])
})

test('a muted user is listed until unmuted', async () => {
  const [member, other] = [await forum.user(), await forum.user()]
  const path = `/users/${other.username}/muting`
  expect((await member.put(path)).status).toBe(204)
  expect((await member.put(path)).status).toBe(204)
  expect((await member.get(`/users/${other.username}`)).body.muted).toBe(true)
  expect((await member.get('/me/muted-users')).body.items).toHaveLength(1)
  expect((await member.delete(path)).status).toBe(204)
  expect((await member.get('/me/muted-users')).body.items).toEqual([])
})

test('nobody mutes themselves, and guests mute nobody', async () => {
  const member = await forum.user()
  expect((await member.put(`/users/${member.username}/muting`)).status).toBe(409)
  expect((await forum.guest.put(`/users/${member.username}/muting`)).status).toBe(401)
})

test('staff read an address with a reason, and the access is logged', async () => {
  const [staff, member] = [await forum.user({ role: 'staff' }), await forum.user()]
  const look = (input: object) => staff.post(`/users/${member.username}/looks`, input)
  expect((await look({ field: 'email', reason: '' })).status).toBe(422)
  const { body } = await look({ field: 'ip', reason: 'Same network as the spammer' })
  expect(body).toEqual({ field: 'ip', value: '127.0.0.1' })
  const rows = await forum.connection.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.subjectId, member.id))
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ actorId: staff.id, kind: 'look.address' })
})

test('volunteers read no addresses, and staff not those of their equals', async () => {
  const [volunteer, staff] = [
    await forum.user({ role: 'volunteer' }),
    await forum.user({ role: 'staff' })
  ]
  const member = await forum.user()
  const input = { field: 'email', reason: 'Curiosity' }
  expect((await volunteer.post(`/users/${member.username}/looks`, input)).status).toBe(403)
  const equal = await forum.user({ role: 'staff' })
  const answer = await staff.post(`/users/${equal.username}/looks`, input)
  expect(answer.body.code).toBe('look_above_role')
})

test('a user changes language, time zone and bio', async () => {
  const member = await forum.user()
  const change = { locale: 'zh-TW', timeZone: 'Asia/Taipei', bio: '台北人' }
  expect((await member.patch('/me', change)).body).toMatchObject(change)
  expect((await member.get('/me')).body).toMatchObject(change)
  expect((await member.patch('/me', { timeZone: 'Mars/Olympus' })).status).toBe(422)
  expect((await member.patch('/me', { bio: 'a\u202Eb' })).status).toBe(422)
  expect((await forum.guest.patch('/me', change)).status).toBe(401)
})

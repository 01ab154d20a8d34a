import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { eraseClosed } from '@stoa/accounts'
import { oldUsernames, users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })
const day = 24 * 3600_000

const rename = (client: Client, username: string) => client.put('/me/username', { username })
const profile = (name: string) => forum.guest.get(`/users/${name}`)
const page = (url: string) =>
  forum.guest.inject({ method: 'GET', url, headers: { accept: 'text/html' } })

test('the old name leads to the member, and is shown for thirty days', async () => {
  const member = await forum.user({ username: 'oldsparrow' })
  const { id } = await createThread(member, await forum.category())
  expect((await rename(member, 'greyheron')).body).toEqual({ username: 'greyheron' })
  expect((await profile('oldsparrow')).body).toMatchObject({
    username: 'greyheron',
    formerName: 'oldsparrow'
  })
  const moved = await page('/u/oldsparrow')
  expect([moved.status, moved.headers.location]).toEqual([301, '/u/greyheron'])
  expect((await page('/u/greyheron')).text).toContain('oldsparrow')
  expect((await page(`/t/${id}`)).text).toContain('greyheron')
  const formerly = async () => (await forum.guest.get(`/threads/${id}`)).body.posts[0].formerName
  expect(await formerly()).toBe('oldsparrow')
  expect((await member.get('/me')).body.username).toBe('greyheron')
  forum.advance(30 * day)
  expect(await formerly()).toBe(null)
  expect((await profile('greyheron')).body.formerName).toBe(null)
})

test('a member changes their name once in 90 days, of two at the same time one', async () => {
  const member = await forum.user({ username: 'brownbear' })
  const answers = await Promise.all([rename(member, 'whitebear'), rename(member, 'blackbear')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.map(({ body }) => body.code)).toContain('renamed_lately')
})

test('the old name stays reserved, and official names are refused', async () => {
  const [one, other] = [await forum.user({ username: 'firstowl' }), await forum.user()]
  await forum.user({ role: 'staff', username: 'marianne' })
  await rename(one, 'secondowl')
  for (const name of [
    'firstowl',
    'FirstOwl',
    'secondowl',
    'marianne',
    'marlanne',
    '官方客服',
    '群主'
  ]) {
    const { status, body } = await rename(other, name)
    expect([status, body.errors?.[0]?.path], name).toEqual([422, 'username'])
  }
  expect((await rename(other, 'a\u202Eb')).status).toBe(422)
})

test('users with a role are renamed by admins only, who need not wait', async () => {
  const staff = await forum.user({ role: 'staff', username: 'helperone' })
  expect((await rename(staff, 'helpertwo')).body.code).toBe('renamed_by_admins')
  const admin = await forum.user({ role: 'admin' })
  const by = (client: Client, from: string, to: string) =>
    client.put(`/admin/people/${from}/username`, { to })
  expect((await by(staff, 'helperone', 'helpertwo')).status).toBe(403)
  expect((await by(admin, 'helperone', 'helpertwo')).status).toBe(200)
  expect((await by(admin, 'helperone', 'helperthree')).body.username).toBe('helperthree')
  expect((await profile('helpertwo')).body.username).toBe('helperthree')
})

test('an erased account keeps its old names without their spelling', async () => {
  const member = await forum.user({ username: 'goneswan' })
  await rename(member, 'lostswan')
  const { db } = forum.connection
  await db.update(users).set({ closesAt: forum.now() }).where(eq(users.id, member.id))
  await eraseClosed(forum.context())
  const kept = await db.select().from(oldUsernames).where(eq(oldUsernames.userId, member.id))
  expect(kept.map(({ username }) => username)).toEqual([null, null])
})

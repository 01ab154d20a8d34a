import { and, eq, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { contributions } from '@stoa/accounts/schema'
import type { Client } from '../client.ts'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

type Case = {
  id: number
  openedAt: string
  can: { resolve: boolean; hide: boolean }
  post: { id: number }
}

async function casesOf(client: Client, query = ''): Promise<Case[]> {
  const { items, next } = (await client.get(`/moderation/cases?${query}`)).body
  return next ? [...items, ...(await casesOf(client, `${query}&cursor=${next}`))] : items
}

async function reported(author: Client, categoryId: number, reason = 'spam') {
  const thread = await createThread(author, categoryId)
  const reporter = await forum.user()
  await reporter.post(`/posts/${thread.postId}/reports`, { reason })
  return { ...thread, reporter }
}

const caseOn = async (client: Client, postId: number) =>
  (await casesOf(client)).find(({ post }) => post?.id === postId)

test('volunteers see cases of their categories and subcategories, staff see all', async () => {
  const parentId = await forum.category()
  const child = await forum.category({ parentId })
  const elsewhere = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [parentId] })
  const staff = await forum.user({ role: 'staff' })
  const mine = await reported(await forum.user(), child)
  const other = await reported(await forum.user(), elsewhere)
  expect(await caseOn(volunteer, mine.postId)).toBeDefined()
  expect(await caseOn(volunteer, other.postId)).toBeUndefined()
  expect(await caseOn(staff, other.postId)).toBeDefined()
  expect((await forum.guest.get('/moderation/cases')).status).toBe(401)
  expect((await (await forum.user()).get('/moderation/cases')).status).toBe(403)
})

test('the oldest case comes first, page by page, filtered by reason', async () => {
  const slug = 'paged-cases'
  const categoryId = await forum.category({ slug })
  const staff = await forum.user({ role: 'staff' })
  const author = await forum.user({ trust: 'trusted' })
  for (let count = 0; count < 22; count += 1)
    await reported(author, categoryId, count === 3 ? 'abuse' : 'spam')
  const first = (await staff.get(`/moderation/cases?category=${slug}`)).body
  expect(first.items).toHaveLength(20)
  const second = (await staff.get(`/moderation/cases?category=${slug}&cursor=${first.next}`)).body
  expect(second).toMatchObject({ next: null })
  const ids = [...first.items, ...second.items].map(({ id }: Case) => id)
  expect(ids).toHaveLength(22)
  expect(ids).toEqual([...ids].sort((a, b) => a - b))
  expect(await casesOf(staff, `category=${slug}&reason=abuse`)).toHaveLength(1)
  expect((await staff.get('/moderation/cases?cursor=nonsense')).body.code).toBe('invalid_cursor')
})

test('a full queue takes as many statements as one case, whoever the authors are', async () => {
  const slug = 'queue-of-equals'
  const categoryId = await forum.category({ slug })
  const staff = await forum.user({ role: 'staff' })
  const author = await forum.user({ role: 'staff' })
  const list = () => forum.count(() => staff.get(`/moderation/cases?category=${slug}`))
  await reported(author, categoryId)
  await list()
  const ofOne = await list()
  for (let count = 0; count < 3; count += 1) await reported(author, categoryId)
  expect(await list()).toBe(ofOne)
})

test('hiding resolves the case and leaves a stub; a second moderator is refused', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const asker = await forum.user()
  const thread = await createThread(asker, categoryId)
  const spammer = await forum.user()
  const post = await reply(spammer, thread.id, 'Buy cheap followers')
  await asker.post(`/posts/${post.id}/reports`, { reason: 'spam' })
  const found = await caseOn(volunteer, post.id)
  const path = `/moderation/cases/${found?.id}/resolution`
  expect((await volunteer.post(path, { outcome: 'hide' })).body.errors[0].path).toBe('reason')
  expect((await volunteer.post(path, { outcome: 'hide', reason: 'spam' })).status).toBe(204)
  const late = await volunteer.post(path, { outcome: 'dismiss' })
  expect([late.status, late.body.code]).toEqual([409, 'case_resolved'])
  expect((await spammer.post(path, { outcome: 'dismiss' })).status).toBe(403)
  const seen = (await forum.guest.get(`/threads/${thread.id}`)).body.posts[1]
  expect(seen).toMatchObject({ number: 2, state: 'hidden', html: null, hiddenReason: 'spam' })
  const own = (await spammer.get(`/threads/${thread.id}`)).body.posts[1]
  expect(own.html).toContain('Buy cheap followers')
  expect(own.hiddenReason).toBe('spam')
})

test('undoing a hiding reopens its case and revokes the credit for the report', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const { postId, reporter } = await reported(await forum.user(), categoryId)
  const first = await caseOn(volunteer, postId)
  const credited = async () => {
    await forum.settle()
    const mine = and(eq(contributions.userId, reporter.id), isNull(contributions.revokedAt))
    return (await forum.connection.db.select().from(contributions).where(mine)).length
  }
  await volunteer.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  expect([await caseOn(volunteer, postId), await credited()]).toEqual([undefined, 1])
  await volunteer.delete(`/posts/${postId}/hiding`)
  expect([(await caseOn(volunteer, postId))?.id, await credited()]).toEqual([first?.id, 0])
  const path = `/moderation/cases/${first?.id}/resolution`
  expect((await volunteer.post(path, { outcome: 'dismiss' })).status).toBe(204)
  expect(await caseOn(volunteer, postId)).toBeUndefined()
})

test('a dismissed case stays so when a later hiding is undone', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const { postId } = await reported(await forum.user(), categoryId)
  const found = await caseOn(volunteer, postId)
  await volunteer.post(`/moderation/cases/${found?.id}/resolution`, { outcome: 'dismiss' })
  await volunteer.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  await volunteer.delete(`/posts/${postId}/hiding`)
  expect(await caseOn(volunteer, postId)).toBeUndefined()
})

test('two concurrent moderators do not both decide', async () => {
  const categoryId = await forum.category()
  const moderators = [
    await forum.user({ role: 'volunteer', moderates: [categoryId] }),
    await forum.user({ role: 'staff' })
  ]
  const { postId } = await reported(await forum.user(), categoryId)
  const found = await caseOn(moderators[0] as Client, postId)
  const path = `/moderation/cases/${found?.id}/resolution`
  const answers = await Promise.all(moderators.map((one) => one.post(path, { outcome: 'dismiss' })))
  const statuses = answers.map(({ status }) => status).sort()
  expect(statuses[0]).toBe(204)
  expect([404, 409]).toContain(statuses[1])
})

test('nobody decides on their own case or on somebody of an equal role', async () => {
  const categoryId = await forum.category()
  const author = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const peer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const staff = await forum.user({ role: 'staff' })
  const { postId } = await reported(author, categoryId)
  expect(await caseOn(author, postId)).toBeUndefined()
  const seen = await caseOn(peer, postId)
  expect(seen?.can).toEqual({ resolve: false, hide: false })
  const path = `/moderation/cases/${seen?.id}/resolution`
  expect((await author.post(path, { outcome: 'dismiss' })).status).toBe(404)
  expect((await peer.post(path, { outcome: 'dismiss' })).body.code).toBe('role_not_below')
  const hide = { reason: 'spam' }
  expect((await peer.post(`/posts/${postId}/hiding`, hide)).body.code).toBe('role_not_below')
  expect((await author.post(`/posts/${postId}/hiding`, hide)).body.code).toBe('own_case')
  expect((await staff.post(path, { outcome: 'dismiss' })).status).toBe(204)
})

test('elsewhere, volunteers count as members and are moderated by other volunteers', async () => {
  const categoryId = await forum.category()
  const author = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const { postId } = await reported(author, categoryId)
  expect((await caseOn(volunteer, postId))?.can).toEqual({ resolve: true, hide: true })
})

test('a case about a user can be upheld or dismissed, not hidden', async () => {
  const staff = await forum.user({ role: 'staff' })
  const user = await forum.user()
  await (await forum.user()).post(`/users/${user.username}/reports`, { reason: 'impersonation' })
  const found = (await casesOf(staff)).find(({ post }) => post === null)
  const path = `/moderation/cases/${found?.id}/resolution`
  expect((await staff.post(path, { outcome: 'hide', reason: 'other' })).status).toBe(422)
  expect((await staff.post(path, { outcome: 'uphold', reason: 'impersonation' })).status).toBe(204)
})

test('the only admin decides on their own case, and the log says so', async () => {
  const categoryId = await forum.category()
  const admin = await forum.user({ role: 'admin' })
  const { postId } = await reported(admin, categoryId)
  const found = await caseOn(admin, postId)
  expect(found?.can.resolve).toBe(true)
  await admin.post(`/moderation/cases/${found?.id}/resolution`, { outcome: 'dismiss' })
  expect((await forum.guest.get('/moderation/log')).body.items[0]).toMatchObject({
    kind: 'report_dismissed',
    ownCase: true,
    actorRole: 'admin'
  })
  const second = await forum.user({ role: 'admin' })
  const again = await reported(admin, categoryId)
  expect((await caseOn(admin, again.postId))?.can.resolve).toBe(false)
  expect((await caseOn(second, again.postId))?.can.resolve).toBe(true)
})

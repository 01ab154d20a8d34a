import { beforeAll, describe, expect, test } from 'vitest'
import { recount } from '@stoa/threads'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'

const forum = startForum()
const day = 24 * 3600_000
let asker: Client
let helper: Client
let volunteer: Client
let staff: Client
let categoryId: number

beforeAll(async () => {
  categoryId = await forum.category()
  asker = await forum.user()
  helper = await forum.user()
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  staff = await forum.user({ role: 'staff' })
})

const shown = async (threadId: number) => (await forum.guest.get(`/threads/${threadId}`)).body
const isListed = async (threadId: number) => {
  const { items } = (await forum.guest.get('/threads?language=all')).body
  return items.some(({ id }: { id: number }) => id === threadId)
}

describe('a withdrawn post', () => {
  test('leaves a stub, and its number is not reused', async () => {
    const { id } = await createThread(asker, categoryId)
    const first = await reply(helper, id, 'Wrong advice')
    expect((await helper.delete(`/posts/${first.id}`)).status).toBe(204)
    const second = await reply(helper, id)
    const { posts, thread } = await shown(id)
    expect(posts[1]).toMatchObject({ number: 2, state: 'withdrawn', html: null })
    expect([second.number, thread.replyCount]).toEqual([3, 1])
    expect((await forum.guest.get(`/threads/${id}`)).text).not.toContain('Wrong advice')
  })

  test('is no longer the last post of its thread', async () => {
    const { id } = await createThread(asker, categoryId)
    const { id: postId } = await reply(staff, id)
    await staff.delete(`/posts/${postId}`)
    const { items } = (await forum.guest.get('/threads?language=all')).body
    const row = items.find((thread: { id: number }) => thread.id === id)
    expect(row).toMatchObject({
      lastPoster: { id: asker.id },
      replyCount: 0,
      hasOfficialPost: false
    })
    expect(row.lastPostAt).toBe(row.createdAt)
  })

  test('must be an own one', async () => {
    const { id } = await createThread(asker, categoryId)
    const { id: postId } = await reply(helper, id)
    for (const client of [asker, volunteer, staff])
      expect((await client.delete(`/posts/${postId}`)).body.code).toBe('not_own_post')
  })

  test('cannot bypass approval or hiding', async () => {
    const { postId } = await createThread(asker, await forum.category({ rule: 'approve_first' }))
    await asker.delete(`/posts/${postId}`)
    expect((await asker.post(`/posts/${postId}/withdrawal/undo`)).body.code).toBe(
      'withdrawal_final'
    )
    const open = await createThread(asker, categoryId)
    await volunteer.post(`/posts/${open.postId}/hiding`, { reason: 'spam' })
    expect((await asker.delete(`/posts/${open.postId}`)).body.code).toBe('post_state_changed')
    expect((await asker.post(`/posts/${open.postId}/withdrawal/undo`)).status).toBe(409)
  })
})

describe('a withdrawn thread', () => {
  test('is gone for others and can be restored', async () => {
    const { id } = await createThread(asker, categoryId)
    expect((await helper.delete(`/threads/${id}`)).status).toBe(403)
    expect((await asker.delete(`/threads/${id}`)).status).toBe(204)
    expect((await helper.get(`/threads/${id}`)).status).toBe(404)
    expect(await isListed(id)).toBe(false)
    expect((await asker.post(`/threads/${id}/withdrawal/undo`)).status).toBe(204)
    expect(await isListed(id)).toBe(true)
  })

  test('must not have an official answer', async () => {
    const { id } = await createThread(asker, categoryId)
    await reply(staff, id)
    expect((await asker.delete(`/threads/${id}`)).body.code).toBe('thread_answered')
  })
})

describe('hiding and approving', () => {
  test('keep all counters right, even in parallel', async () => {
    const { id } = await createThread(asker, categoryId)
    const posts = [await reply(helper, id), await reply(staff, id), await reply(asker, id)]
    await Promise.all([
      staff.delete(`/posts/${posts[1]?.id}`),
      helper.delete(`/posts/${posts[0]?.id}`),
      volunteer.post(`/posts/${posts[2]?.id}/hiding`, { reason: 'spam' }),
      reply(helper, id),
      reply(staff, id)
    ])
    await volunteer.delete(`/posts/${posts[2]?.id}/hiding`)
    const { thread } = await shown(id)
    const counted = await recount(forum.connection.db, id)
    expect(thread.replyCount).toBe(counted?.replyCount)
    expect([thread.replyCount, thread.hasOfficialPost]).toEqual([3, true])
  })

  test('change a thread together with its first post', async () => {
    const held = await createThread(asker, await forum.category({ rule: 'approve_first' }))
    expect((await helper.get(`/threads/${held.id}`)).status).toBe(404)
    expect((await approvePost(volunteer, held.postId)).status).toBe(404)
    expect((await approvePost(staff, held.postId)).status).toBe(204)
    expect((await helper.get(`/threads/${held.id}`)).status).toBe(200)
    expect((await approvePost(staff, held.postId)).status).toBe(409)
    await staff.post(`/posts/${held.postId}/hiding`, { reason: 'off_topic' })
    expect((await helper.get(`/threads/${held.id}`)).status).toBe(404)
    await staff.delete(`/posts/${held.postId}/hiding`)
    expect(await isListed(held.id)).toBe(true)
  })
})

test('a withdrawn post can be restored within a week', async () => {
  const { id } = await createThread(asker, categoryId)
  const kept = await reply(helper, id)
  const late = await reply(helper, id)
  await helper.delete(`/posts/${kept.id}`)
  await helper.delete(`/posts/${late.id}`)
  expect((await asker.post(`/posts/${kept.id}/withdrawal/undo`)).status).toBe(404)
  expect((await helper.post(`/posts/${kept.id}/withdrawal/undo`)).status).toBe(204)
  forum.advance(8 * day)
  expect((await helper.post(`/posts/${late.id}/withdrawal/undo`)).body.code).toBe(
    'withdrawal_final'
  )
  expect((await shown(id)).thread.replyCount).toBe(1)
})

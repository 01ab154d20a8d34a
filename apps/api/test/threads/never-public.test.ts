import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { asks, replies } from './writing.ts'
import { approvePost } from '../posting.ts'

const forum = startForum()

/** An official thread in a category that holds replies, with a held reply by a member. */
async function heldReply() {
  const staff = await forum.user({ role: 'staff' })
  const member = await forum.user()
  const thread = await asks(staff, await forum.category({ rule: 'approve_first' }))
  return { staff, member, thread, held: await replies(member, thread.id) }
}

const numbers = async (threadId: number) => {
  const { body } = await forum.guest.get(`/threads/${threadId}`)
  return body.posts.map(({ number }: { number: number }) => number)
}

test('a hidden held post leaves no stub, one that was public does', async () => {
  const { staff, thread, held } = await heldReply()
  await staff.post(`/posts/${held.id}/hiding`, { reason: 'spam' })
  expect(await numbers(thread.id)).toEqual([1])
  expect((await forum.guest.get(`/posts/${held.id}`)).status).toBe(404)
  expect((await staff.delete(`/posts/${held.id}/hiding`)).status).toBe(204)
  expect(await numbers(thread.id)).toEqual([1, 2])
  await staff.post(`/posts/${held.id}/hiding`, { reason: 'spam' })
  expect(await numbers(thread.id)).toEqual([1, 2])
  expect((await forum.guest.get(`/posts/${held.id}`)).status).toBe(200)
})

test('a withdrawn held post is gone for everybody else', async () => {
  const { member, thread, held } = await heldReply()
  await member.delete(`/posts/${held.id}`)
  expect(await numbers(thread.id)).toEqual([1])
  expect((await forum.guest.get(`/posts/${held.id}`)).status).toBe(404)
  expect((await member.get(`/posts/${held.id}`)).status).toBe(200)
})

test('replies to a held post reveal its author only after approval', async () => {
  const { staff, member, thread, held } = await heldReply()
  await replies(staff, thread.id, { replyTo: 2 })
  const answered = async () => (await forum.guest.get(`/threads/${thread.id}`)).body.posts.at(-1)
  expect((await answered()).replyTo).toBe(null)
  await approvePost(staff, held.id)
  expect((await answered()).replyTo).toEqual({ number: 2, username: member.username })
})

test('votes and accepted answers in staff-only threads do not count in profiles', async () => {
  const [asker, helper] = [await forum.user({ role: 'staff' }), await forum.user({ role: 'staff' })]
  const profile = async () => (await forum.guest.get(`/users/${helper.username}`)).body
  const helpIn = async (rule: 'staff_only' | 'public') => {
    const { id } = await asks(asker, await forum.category({ rule }))
    const answer = await replies(helper, id)
    expect((await asker.put(`/posts/${answer.id}/vote`)).status).toBe(200)
    const accepted = await asker.put(`/threads/${id}/accepted-answer`, { postId: answer.id })
    expect(accepted.status, accepted.text).toBe(204)
  }
  await helpIn('staff_only')
  const nothing = { posts: 0, acceptedAnswers: 0, votesReceived: 0 }
  expect((await profile()).contributions).toEqual(nothing)
  await helpIn('public')
  expect((await profile()).contributions).toMatchObject({ acceptedAnswers: 1, votesReceived: 1 })
})

import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { contributions } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { silence } from '../silencing.ts'

const forum = startForum()
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

/** A question with an answer after `others` replies, and a function that accepts it. */
async function answered(by = helper, others = 0) {
  const { id, postId: firstId } = await createThread(asker, categoryId)
  const chatty = await forum.user()
  for (let count = 0; count < others; count += 1) await reply(chatty, id)
  const { id: postId } = await reply(by, id)
  const accept = (client: Client, which = postId) =>
    client.put(`/threads/${id}/accepted-answer`, { postId: which })
  return { id, postId, firstId, accept }
}

const head = async (id: number) => (await forum.guest.get(`/threads/${id}`)).body.thread
/** The accepted answer shown below the question on page one. */
const onTop = async (id: number) => (await forum.guest.get(`/threads/${id}`)).body.acceptedPost

async function credits(user: Client, kind: 'accepted_answer' | 'vote_received' | 'post') {
  const own = and(eq(contributions.userId, user.id), eq(contributions.kind, kind))
  const rows = await forum.connection.db
    .select()
    .from(contributions)
    .where(and(own, isNull(contributions.revokedAt)))
  return rows.map(({ ref, fromUserId }) => ({ ref, fromUserId }))
}

test('a post credits its author while it is public', async () => {
  const author = await forum.user()
  const { postId } = await createThread(author, categoryId)
  await forum.settle()
  expect(await credits(author, 'post')).toEqual([{ ref: postId, fromUserId: 0 }])
  await volunteer.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  await forum.settle()
  expect(await credits(author, 'post')).toEqual([])
})

describe('accepting an answer', () => {
  test('solves the question and credits its author', async () => {
    const { id, postId, accept } = await answered()
    expect((await accept(asker)).status).toBe(204)
    expect(await head(id)).toMatchObject({
      acceptedPostId: postId,
      solved: true,
      acceptedByAsker: true,
      acceptedConfirmed: false
    })
    expect(await credits(helper, 'accepted_answer')).toContainEqual({
      ref: postId,
      fromUserId: asker.id
    })
    await asker.delete(`/threads/${id}/accepted-answer`)
    expect(await head(id)).toMatchObject({ acceptedPostId: null, solved: false })
    expect(await credits(helper, 'accepted_answer')).toEqual([])
  })

  test('is allowed to the asker and staff', async () => {
    const { accept } = await answered()
    for (const client of [helper, volunteer]) expect((await accept(client)).status).toBe(403)
    expect((await accept(forum.guest)).status).toBe(401)
    expect((await accept(staff)).status).toBe(204)
  })

  test('is refused for a discussion, and for anything but a public reply', async () => {
    const { id, firstId, postId, accept } = await answered()
    const elsewhere = await answered()
    for (const which of [firstId, elsewhere.postId, 999_999])
      expect((await accept(asker, which)).status).toBe(422)
    await volunteer.post(`/posts/${postId}/hiding`, { reason: 'spam' })
    expect((await accept(asker)).status).toBe(422)
    const talk = await createThread(asker, categoryId, { kind: 'discussion' })
    const { id: said } = await reply(helper, talk.id)
    const refused = await asker.put(`/threads/${talk.id}/accepted-answer`, { postId: said })
    expect(refused.body.code).toBe('not_a_question')
    expect((await head(id)).solved).toBe(false)
  })

  test('leaves one answer and one credit if two are accepted at the same time', async () => {
    const { id, postId, accept } = await answered()
    const { id: second } = await reply(helper, id)
    await Promise.all([accept(asker), accept(asker, second), accept(staff), accept(staff, second)])
    const { acceptedPostId } = await head(id)
    const given = (await credits(helper, 'accepted_answer')).filter(({ ref }) =>
      [postId, second].includes(ref)
    )
    expect(new Set(given.map(({ ref }) => ref))).toEqual(new Set([acceptedPostId]))
  })

  test('gives no credit for an own answer', async () => {
    const { id, accept } = await answered(asker)
    await accept(asker)
    expect((await head(id)).solved).toBe(true)
    expect(await credits(asker, 'accepted_answer')).toEqual([])
  })

  test('ends when the answer is hidden', async () => {
    const { id, postId, accept } = await answered()
    await accept(asker)
    await volunteer.post(`/posts/${postId}/hiding`, { reason: 'scam' })
    expect(await head(id)).toMatchObject({ acceptedPostId: null, solved: false })
  })
})

describe('the accepted answer below the question', () => {
  test('is shown if its author is no newcomer, or if somebody confirmed it', async () => {
    const newcomer = await forum.user({ trust: 'new' })
    const { id, postId, accept } = await answered(newcomer, 20)
    await accept(asker)
    expect(await onTop(id)).toBeNull()
    expect((await accept(volunteer)).status).toBe(204)
    expect((await head(id)).acceptedConfirmed).toBe(true)
    expect(await onTop(id)).toMatchObject({ id: postId })
  })

  test('can be confirmed by moderators, and after an edit by the asker', async () => {
    const { id, postId, accept } = await answered()
    const mayConfirm = async (client: Client) =>
      (await client.get(`/threads/${id}`)).body.thread.can.confirm
    await accept(asker)
    expect([await mayConfirm(volunteer), await mayConfirm(asker)]).toEqual([true, false])
    await accept(volunteer)
    expect([await mayConfirm(volunteer), await mayConfirm(helper)]).toEqual([false, false])
    await helper.patch(`/posts/${postId}`, { body: 'Better said' })
    expect([await mayConfirm(asker), await mayConfirm(helper)]).toEqual([true, false])
  })

  test('is not shown after an edit, until it is confirmed again', async () => {
    const { id, postId, accept } = await answered(helper, 20)
    await accept(staff)
    expect(await onTop(id)).toMatchObject({ id: postId })
    await helper.patch(`/posts/${postId}`, { body: 'Send your coins to me instead.' })
    expect(await onTop(id)).toBeNull()
    expect(await head(id)).toMatchObject({ acceptedPostId: postId, acceptedConfirmed: false })
    await accept(volunteer)
    expect(await onTop(id)).toMatchObject({ id: postId })
  })
})

describe('a question can be marked as solved', () => {
  test('by its asker or staff, without naming an answer', async () => {
    const { id } = await answered()
    expect((await helper.put(`/threads/${id}/solution`)).status).toBe(403)
    expect((await asker.put(`/threads/${id}/solution`)).status).toBe(204)
    expect((await head(id)).solved).toBe(true)
    expect((await staff.delete(`/threads/${id}/solution`)).status).toBe(204)
    expect((await head(id)).solved).toBe(false)
  })
})

describe('a vote', () => {
  test('counts once on the post, and for number 1 on the thread', async () => {
    const { id, firstId } = await answered()
    const voters = await Promise.all(Array.from({ length: 5 }, () => forum.user()))
    const votes = voters.flatMap((voter) => [1, 2].map(() => voter.put(`/posts/${firstId}/vote`)))
    const answers = await Promise.all(votes)
    expect(answers.every(({ body }) => body.voted)).toBe(true)
    expect((await head(id)).voteCount).toBe(5)
    expect((await forum.guest.get(`/threads/${id}`)).body.posts[0].voteCount).toBe(5)
    const [first = asker] = voters
    await Promise.all([1, 2].map(() => first.delete(`/posts/${firstId}/vote`)))
    expect((await head(id)).voteCount).toBe(4)
  })

  test('credits the author until it is removed', async () => {
    const { postId } = await answered()
    const voter = await forum.user()
    const credit = { ref: postId, fromUserId: voter.id }
    expect((await voter.put(`/posts/${postId}/vote`)).body).toEqual({ voteCount: 1, voted: true })
    expect(await credits(helper, 'vote_received')).toContainEqual(credit)
    expect((await voter.delete(`/posts/${postId}/vote`)).body).toEqual({
      voteCount: 0,
      voted: false
    })
    expect(await credits(helper, 'vote_received')).not.toContainEqual(credit)
  })

  test('is refused for own posts, hidden posts, guests and silenced members', async () => {
    const { id, postId } = await answered()
    const muzzled = await forum.user()
    await silence(forum, muzzled)
    expect((await helper.put(`/posts/${postId}/vote`)).body.code).toBe('own_post')
    expect((await muzzled.put(`/posts/${postId}/vote`)).body.code).toBe('silenced')
    expect((await forum.guest.put(`/posts/${postId}/vote`)).status).toBe(401)
    await volunteer.post(`/posts/${postId}/hiding`, { reason: 'spam' })
    expect((await asker.put(`/posts/${postId}/vote`)).status).toBe(404)
    expect((await volunteer.put(`/posts/${postId}/vote`)).body.code).toBe('post_not_public')
    expect((await head(id)).voteCount).toBe(0)
  })
})

describe('a “me too”', () => {
  test('counts once and follows the thread', async () => {
    const { id } = await answered()
    const path = `/threads/${id}/me-too`
    await Promise.all([helper.put(path), helper.put(path)])
    expect((await staff.put(path)).body).toEqual({ meTooCount: 2, meToo: true })
    const seen = (await helper.get(`/threads/${id}`)).body.thread
    expect(seen).toMatchObject({ following: 'following', meToo: true, meTooCount: 2 })
    expect((await helper.delete(path)).body).toEqual({ meTooCount: 1, meToo: false })
  })

  test('a repeat keeps a mute that was chosen since', async () => {
    const { id } = await answered()
    await helper.put(`/threads/${id}/me-too`)
    await helper.put(`/threads/${id}/following`, { level: 'muted' })
    await helper.put(`/threads/${id}/me-too`)
    expect((await helper.get(`/threads/${id}`)).body.thread.following).toBe('muted')
  })

  test('is refused for own questions and discussions', async () => {
    const { id } = await answered()
    expect((await asker.put(`/threads/${id}/me-too`)).body.code).toBe('own_thread')
    const talk = await createThread(asker, categoryId, { kind: 'discussion' })
    expect((await helper.put(`/threads/${talk.id}/me-too`)).body.code).toBe('not_a_question')
  })
})

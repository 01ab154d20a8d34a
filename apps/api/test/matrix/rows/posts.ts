import { unlessSuspended, everybody, accounts, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { onPost, onThread } from './thread-calls.ts'

/** A thread with an accepted answer. */
async function onAccepted({ answered, owner }: World): Promise<Call> {
  const { id, replyId } = await answered()
  await owner.put(`/threads/${id}/accepted-answer`, { postId: replyId })
  return { params: { id } }
}

export const own = '401 401 403 204 403 403 403 403 403 403'

/** What silenced users may still do to their own posts. */
export const ownEvenSilenced = '401 401 403 204 204 403 403 403 403 403'

/** Other members may not know of a withdrawn post; moderators may read it. */
export const ownWithdrawn = '401 401 404 204 403 403 404 403 403 403'

/** The asker and staff; volunteers do not decide which answer helped. */
const asker = '401 401 403 204 403 403 403 403 204 204'
export const postRows: Rows = {
  'threads.edit': { call: onPost({ body: 'Up to an hour at night.' }), answers: own },
  'threads.source': { call: onPost(), answers: everybody(200) },
  'threads.revisions': { call: onPost(), answers: everybody(200) },
  'threads.redact': {
    call: onPost({ text: 'ten minutes' }),
    answers: '401 401 403 204 204 403 403 204 204 204'
  },
  'threads.withdraw': { call: onPost(), answers: ownEvenSilenced },
  'threads.undoWithdrawal': {
    async call({ reply, owner }) {
      const id = await reply()
      await owner.delete(`/posts/${id}`)
      return { params: { id } }
    },
    answers: ownWithdrawn
  },
  'threads.vote': { call: onPost(), answers: '401 401 200 409 403 403 200 200 200 200' },
  'threads.unvote': { call: onPost(), answers: accounts(200) },
  'threads.bookmark': { call: onPost(), answers: unlessSuspended(204) },
  // Removing a bookmark is always allowed, so the response reveals nothing about the post.
  'threads.unbookmark': { call: onPost(), answers: accounts(204), unseen: 204 },
  'threads.postsByUser': {
    call: async ({ owner }) => ({ params: { username: owner.username } }),
    answers: everybody(200)
  },
  'threads.solvedBy': {
    call: async ({ owner }) => ({ params: { username: owner.username } }),
    answers: everybody(200)
  }
}

export const answerRows: Rows = {
  'threads.accept': {
    async call({ answered }) {
      const { id, replyId } = await answered()
      return { params: { id }, body: { postId: replyId } }
    },
    answers: asker
  },
  'threads.markOutdated': {
    async call({ reply }) {
      return { params: { id: await reply() }, body: {} }
    },
    answers: '401 401 403 204 403 403 403 204 204 204'
  },
  'threads.unmarkOutdated': {
    async call({ reply }) {
      return { params: { id: await reply() } }
    },
    answers: '401 401 403 204 403 403 403 204 204 204'
  },
  'threads.unaccept': { call: onAccepted, answers: asker },
  'threads.confirmAnswer': { call: onThread(), answers: asker },
  'threads.unconfirmAnswer': { call: onAccepted, answers: asker },
  'threads.addMeToo': { call: onThread(), answers: '401 401 200 409 409 403 200 200 200 200' },
  'threads.removeMeToo': { call: onThread(), answers: accounts(200) }
}

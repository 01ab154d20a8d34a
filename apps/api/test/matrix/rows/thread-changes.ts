import { after } from '@stoa/core'
import { threadMoves, threadMarks } from '@stoa/threads/schema'
import { type Rows, moderators } from '../row.ts'
import { ownEvenSilenced, ownWithdrawn } from './posts.ts'
import { onThread } from './thread-calls.ts'

const day = 24 * 3600000
export const changeRows: Rows = {
  'threads.change': {
    call: onThread({ title: 'Deposit on the wrong network' }),
    answers: '401 401 403 204 403 403 403 204 204 204'
  },
  'threads.moveMany': {
    async call({ thread, categoryId }) {
      return { body: { ids: [(await thread()).id], categoryId } }
    },
    answers: '401 401 403 403 403 403 200 200 200 200'
  },
  'threads.undoMoves': {
    async call({ forum, caller, owner, categoryId }) {
      const byId = caller.id || owner.id
      const moves = { byId, toId: categoryId, moved: [], movedAt: forum.now() }
      const inserted = forum.connection.db.insert(threadMoves).values(moves)
      const [row] = await inserted.returning({ id: threadMoves.id })
      return { params: { id: row?.id ?? 0 } }
    },
    answers: '401 401 403 403 403 403 200 200 200 200'
  },
  'threads.withdrawThread': { call: onThread(), answers: ownEvenSilenced },
  'threads.undoThreadWithdrawal': {
    async call({ thread, owner }) {
      const { id } = await thread()
      await owner.delete(`/threads/${id}`)
      return { params: { id } }
    },
    answers: ownWithdrawn
  },
  'threads.close': { call: onThread({ reason: 'duplicate' }), answers: moderators(204) },
  'threads.slow': { call: onThread({ seconds: 60 }), answers: moderators(204) },
  'threads.unslow': { call: onThread(), answers: moderators(204) },
  'threads.merge': {
    call: async ({ thread }) => ({
      params: { id: (await thread()).id },
      body: { into: (await thread()).id }
    }),
    answers: moderators(204)
  },
  'threads.mergeTargets': {
    call: async ({ thread }) => ({ params: { id: (await thread()).id }, query: { q: 'deposit' } }),
    answers: moderators(200)
  },
  'threads.previewMerge': {
    call: async ({ thread }) => ({
      params: { id: (await thread()).id },
      query: { into: (await thread()).id }
    }),
    answers: moderators(200)
  },
  'threads.split': {
    async call({ answered }) {
      const { id, replyId } = await answered()
      return { params: { id }, body: { postIds: [replyId], title: 'Where did my card go?' } }
    },
    answers: moderators(201)
  },
  'threads.reopen': {
    async call({ thread, bystander }) {
      const { id } = await thread()
      await (await bystander({ role: 'admin' })).put(`/threads/${id}/closing`, { reason: 'other' })
      return { params: { id } }
    },
    answers: moderators(204)
  },
  'threads.pin': {
    call: (world) => onThread({ until: after(world.forum.now(), 7 * day) })(world),
    answers: moderators(204)
  },
  'threads.unpin': {
    async call({ forum, thread }) {
      const { id } = await thread()
      // Inserted directly, as a category has room for only three pins.
      const pin = { threadId: id, kind: 'pin', ref: 'category', state: 'pinned' } as const
      await forum.connection.db.insert(threadMarks).values({ ...pin, since: forum.now() })
      return { params: { id } }
    },
    answers: moderators(204)
  }
}

import { type Rows, unlessSuspended, accounts, neverGiven } from '../row.ts'
import { aboutTag, onCategory, onTag, onThread } from './thread-calls.ts'

export const readerRows: Rows = {
  'threads.follow': { call: onThread({ level: 'muted' }), answers: unlessSuspended(204) },
  'threads.unfollow': { call: onThread(), answers: accounts(204), unseen: 204 },
  'threads.followCategory': {
    call: async (world) => ({ ...(await onCategory(world)), body: { level: 'following' } }),
    answers: unlessSuspended(204),
    about: 'category'
  },
  'threads.unfollowCategory': {
    call: onCategory,
    answers: accounts(204),
    about: 'category',
    unseen: 204
  },
  'threads.followTag': { call: onTag(), answers: unlessSuspended(204), ...aboutTag },
  'threads.unfollowTag': { call: onTag(), answers: accounts(204), ...aboutTag, unseen: 204 },
  'threads.followedTags': { call: async () => ({}), answers: accounts(200) },
  'threads.recordReading': { call: onThread({ number: 1 }), answers: accounts(204) },
  'threads.markAllRead': { call: async () => ({ body: {} }), answers: accounts(204) },
  'threads.bookmarks': { call: async () => ({}), answers: accounts(200) },
  'threads.drafts': { call: async () => ({}), answers: accounts(200) },
  'threads.draft': {
    async call({ owner }) {
      await owner.put('/drafts/ask', { title: 'Where is my' })
      return { params: { key: 'ask' } }
    },
    answers: '401 401 404 200 200 200 404 404 404 404'
  },
  'threads.saveDraft': {
    call: async ({ thread }) => ({
      params: { key: `thread:${(await thread()).id}` },
      body: { body: 'Have you tried' }
    }),
    answers: accounts(200),
    about: 'thread',
    unknown: (call) => ({ ...call, params: { key: `thread:${neverGiven}` } })
  },
  'threads.deleteDraft': { call: async () => ({ params: { key: 'ask' } }), answers: accounts(204) }
}

import { randomBytes } from 'node:crypto'
import { after } from '@stoa/core'
import { threadMarks, threadMoves } from '@stoa/threads/schema'
import {
  accounts,
  admins,
  everybody,
  moderators,
  neverGiven,
  unlessSilenced,
  unlessSuspended,
  type Call,
  type Rows
} from '../row.ts'
import type { World } from '../world.ts'

const day = 24 * 3600_000

const onThread =
  (body?: object) =>
  async ({ thread }: World): Promise<Call> => ({ params: { id: (await thread()).id }, body })

const onPost =
  (body?: object) =>
  async ({ reply }: World): Promise<Call> => ({ params: { id: await reply() }, body })

const onCategory = async ({ categoryId }: World): Promise<Call> => ({ params: { id: categoryId } })

/** A thread with an accepted answer. */
async function onAccepted({ answered, owner }: World): Promise<Call> {
  const { id, replyId } = await answered()
  await owner.put(`/threads/${id}/accepted-answer`, { postId: replyId })
  return { params: { id } }
}

async function onModerator({ categoryId, bystander }: World): Promise<Call> {
  const { username } = await bystander({ role: 'volunteer', moderates: [categoryId] })
  return { params: { id: categoryId, username } }
}

const own = '401 401 403 204 403 403 403 403 403 403'
/** What silenced users may still do to their own posts. */
const ownEvenSilenced = '401 401 403 204 204 403 403 403 403 403'
/** Other members may not know of a withdrawn post; moderators may read it. */
const ownWithdrawn = '401 401 404 204 403 403 404 403 403 403'
/** The asker and staff; volunteers do not decide which answer helped. */
const asker = '401 401 403 204 403 403 403 403 204 204'

const categoryRows: Rows = {
  'threads.categories': { call: async () => ({}), answers: everybody(200) },
  'threads.category': { call: onCategory, answers: admins(200) },
  'threads.createCategory': {
    async call() {
      const text = { en: 'Wallets', 'zh-CN': '钱包', 'zh-TW': '錢包' }
      const slug = `c-${randomBytes(6).toString('hex')}`
      return { body: { slug, name: text, description: text } }
    },
    answers: admins(201)
  },
  'threads.changeCategory': {
    call: async (world) => ({ ...(await onCategory(world)), body: { position: 3 } }),
    answers: admins(204)
  },
  'threads.moderators': { call: onCategory, answers: admins(200) },
  'threads.appointModerator': {
    async call({ categoryId, bystander }) {
      const { username } = await bystander({ role: 'volunteer' })
      return { params: { id: categoryId, username } }
    },
    answers: admins(204)
  },
  'threads.removeModerator': { call: onModerator, answers: admins(204) }
}

const threadRows: Rows = {
  'threads.list': { call: async () => ({}), answers: everybody(200) },
  'threads.createThread': {
    call: async ({ categoryId }) => ({
      body: { categoryId, title: 'Is the network down?', body: 'Nothing has moved since noon.' }
    }),
    answers: unlessSilenced(201),
    about: 'category',
    unknown: ({ body }) => ({ body: { ...body, categoryId: neverGiven } })
  },
  'threads.show': { call: onThread(), answers: everybody(200) },
  'threads.posts': { call: onThread(), answers: everybody(200) },
  'threads.reply': {
    call: onThread({ body: 'Usually ten minutes.' }),
    answers: unlessSilenced(201)
  },
  // A hidden reply leaves a stub, to which this redirects.
  'threads.locate': { call: onPost(), answers: everybody(200), about: 'thread' },
  'threads.preview': {
    call: async () => ({ body: { body: '**Thank you**' } }),
    answers: accounts(200)
  },
  'threads.similar': {
    call: async () => ({ query: { title: 'Where is my deposit?' } }),
    answers: everybody(200)
  },
  'threads.related': { call: onThread(), answers: everybody(200) },
  'threads.tags': { call: async () => ({ query: { q: 'api' } }), answers: everybody(200) }
}

const postRows: Rows = {
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
  }
}

const answerRows: Rows = {
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

const readerRows: Rows = {
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

const changeRows: Rows = {
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

export const threadsRows: Rows = {
  ...categoryRows,
  ...threadRows,
  ...postRows,
  ...answerRows,
  ...readerRows,
  ...changeRows
}

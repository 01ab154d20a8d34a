import { endpoint } from '@stoa/core'
import { listBookmarks } from './bookmarks.ts'
import { cursorQuery } from '../shapes.ts'
import {
  allReadInput,
  bookmarkList,
  draft,
  draftChange,
  draftList,
  draftParams,
  draftQuery,
  followingInput,
  readingInput
} from './contract.ts'
import { deleteDraft, saveDraft, listDrafts, readDraft } from './drafts.ts'
import { follow, followCategory, unfollow, unfollowCategory } from './following.ts'
import { markAllRead, recordReading } from './reading-position.ts'

const draftLimit = { per: 'actor', count: 120, seconds: 60 } as const
const readingLimit = { per: 'actor', count: 240, seconds: 60 } as const
const allReadLimit = { per: 'actor', count: 10, seconds: 60 } as const

/** Endpoints for a reader's own data. */
export const readerEndpoints = {
  follow: endpoint({
    method: 'PUT',
    path: '/threads/:id/following',
    summary: 'Follow or mute a thread',
    body: followingInput,
    minimumRole: 'member',
    handle: (ctx, { id, level }) => follow(ctx, id, level)
  }),
  unfollow: endpoint({
    method: 'DELETE',
    path: '/threads/:id/following',
    summary: 'Unfollow and unmute a thread',
    minimumRole: 'member',
    handle: (ctx, { id }) => unfollow(ctx, id)
  }),
  followCategory: endpoint({
    method: 'PUT',
    path: '/categories/:id/following',
    summary: 'Follow or mute a category',
    body: followingInput,
    minimumRole: 'member',
    handle: (ctx, { id, level }) => followCategory(ctx, id, level)
  }),
  unfollowCategory: endpoint({
    method: 'DELETE',
    path: '/categories/:id/following',
    summary: 'Unfollow and unmute a category',
    minimumRole: 'member',
    handle: (ctx, { id }) => unfollowCategory(ctx, id)
  }),
  recordReading: endpoint({
    method: 'PUT',
    path: '/threads/:id/reading',
    summary: 'Save your reading position',
    body: readingInput,
    minimumRole: 'member',
    limit: readingLimit,
    handle: (ctx, { id, number }) => recordReading(ctx, id, number)
  }),
  markAllRead: endpoint({
    method: 'PUT',
    path: '/reading',
    summary: 'Mark every thread as read, or those of a category',
    body: allReadInput,
    minimumRole: 'member',
    limit: allReadLimit,
    handle: (ctx, input) => markAllRead(ctx, input)
  }),
  bookmarks: endpoint({
    method: 'GET',
    path: '/bookmarks',
    summary: 'List your bookmarks, newest first',
    query: cursorQuery,
    answers: { 200: bookmarkList },
    minimumRole: 'member',
    handle: (ctx, query) => listBookmarks(ctx, query)
  }),
  drafts: endpoint({
    method: 'GET',
    path: '/drafts',
    summary: 'List your drafts, newest first; `kind=ask` lists those of questions',
    query: draftQuery,
    answers: { 200: draftList },
    minimumRole: 'member',
    handle: (ctx, query) => listDrafts(ctx, query)
  }),
  draft: endpoint({
    method: 'GET',
    path: '/drafts/:key',
    summary:
      'Get one of your drafts: `ask:1x9k2m7q` (a question), `thread:12` (a reply) or `post:34` (an edit)',
    params: draftParams,
    answers: { 200: draft },
    minimumRole: 'member',
    scope: ['read', 'support'],
    handle: (ctx, { key }) => readDraft(ctx, key)
  }),
  saveDraft: endpoint({
    method: 'PUT',
    path: '/drafts/:key',
    summary: 'Save a draft',
    params: draftParams,
    body: draftChange,
    answers: { 200: draft },
    minimumRole: 'member',
    limit: draftLimit,
    handle: (ctx, { key, since, ...content }) => saveDraft(ctx, key, content, since)
  }),
  deleteDraft: endpoint({
    method: 'DELETE',
    path: '/drafts/:key',
    summary: 'Delete a draft',
    params: draftParams,
    minimumRole: 'member',
    handle: (ctx, { key }) => deleteDraft(ctx, key)
  })
}

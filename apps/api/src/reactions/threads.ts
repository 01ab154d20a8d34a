import { invalidateAnnouncements } from '@stoa/announcements'
import { each } from '@stoa/core/effects'
import { notifyOfAcceptance } from '@stoa/notifications'
import { indexThread } from '@stoa/search'
import { invalidateCategories } from '@stoa/threads'
import { invalidateOldTags, invalidateTags } from '@stoa/threads/tags'
import {
  answerForReceivers,
  formerAnswerForReceivers,
  threadForReceivers,
  threadSubjects
} from '@stoa/threads/webhooks'
import { followThread, returnTickets } from '@stoa/tickets'
import { followMergedCategory } from '@stoa/webhooks'
import { changedPage, changedThread, newThread } from './live.ts'
import { indexTickets, ofNewPost } from './posts.ts'
import type { EventsOf, Reactions } from './reaction.ts'

const indexWhole = each<'thread.changed' | 'thread.moved'>((ctx, { payload }) =>
  indexThread(ctx, payload.threadId)
)

const ofThread = { data: threadForReceivers, subjects: threadSubjects }

const ofAnswer = { data: answerForReceivers, subjects: threadSubjects }

const powersChanged = { endStreamsOf: ({ userId }: { userId: number }) => userId }

export const threads: Reactions<
  EventsOf<'thread' | 'answer' | 'vote' | 'me_too' | 'category' | 'moderator' | 'tag'>
> = {
  'thread.created': {
    effects: ofNewPost,
    stalePages: 'lists',
    live: newThread,
    search: 'thread',
    webhooks: ofThread
  },
  // What moderators do to a thread also emits `moderation.acted`, which notifies its author.
  'thread.changed': {
    effects: { index: indexWhole, tickets: indexTickets },
    stalePages: 'all',
    caches: invalidateOldTags,
    live: changedThread,
    search: 'thread',
    webhooks: ofThread
  },
  'thread.moved': {
    effects: { index: indexWhole },
    stalePages: 'all',
    caches: invalidateTags,
    search: 'thread',
    webhooks: ofThread
  },
  'thread.merged': {
    effects: {
      tickets: each((ctx, { payload }) => followThread(ctx, payload.threadId, payload.intoId))
    },
    stalePages: 'all',
    search: 'thread'
  },
  'thread.split': {
    effects: { tickets: each((ctx, { payload }) => returnTickets(ctx, payload.newThreadId)) },
    stalePages: 'all',
    search: 'thread'
  },
  'thread.closed': {
    stalePages: 'lists',
    live: changedThread,
    search: 'thread',
    webhooks: ofThread
  },
  'thread.reopened': {
    stalePages: 'lists',
    live: changedThread,
    search: 'thread',
    webhooks: ofThread
  },
  'thread.pinned': { stalePages: 'lists', live: changedThread, search: 'thread' },
  'thread.unpinned': { stalePages: 'lists', live: changedThread, search: 'thread' },
  'answer.accepted': {
    effects: { notify: each(notifyOfAcceptance) },
    stalePages: 'lists',
    live: changedThread,
    search: 'thread',
    webhooks: ofAnswer
  },
  'answer.confirmed': {
    stalePages: 'lists',
    live: changedThread,
    search: 'thread',
    webhooks: ofAnswer
  },
  'answer.unaccepted': {
    stalePages: 'lists',
    live: changedThread,
    search: 'thread',
    webhooks: { data: formerAnswerForReceivers, subjects: threadSubjects }
  },
  'vote.cast': { stalePages: 'thread', live: changedPage },
  'vote.withdrawn': { stalePages: 'thread', live: changedPage },
  'me_too.added': { stalePages: 'thread', live: changedPage },
  'me_too.removed': { stalePages: 'thread', live: changedPage },
  'category.changed': {
    stalePages: 'all',
    search: 'category',
    caches: invalidateCategories
  },
  'category.merged': {
    effects: { filters: each((ctx, { payload }) => followMergedCategory(ctx, payload)) },
    stalePages: 'all',
    caches: invalidateAnnouncements
  },
  'tag.described': { stalePages: 'lists' },
  'moderator.appointed': { stalePages: 'all', live: powersChanged },
  'moderator.removed': { stalePages: 'all', live: powersChanged }
}

import { invalidateAnnouncements } from '@stoa/announcements'
import type { Context } from '@stoa/core'
import { each } from '@stoa/core/effects'
import { joinCampaigns } from '@stoa/moderation'
import { recordLinks } from '@stoa/safety'
import {
  notifyManyReaders,
  notifyOfAcceptance,
  notifyOfMentions,
  notifyOfPosts,
  notifyRepliers
} from '@stoa/notifications'
import { indexPosts, indexThread, indexTicketsOf } from '@stoa/search'
import {
  creditPosts,
  eraseRedactedUploads,
  eraseUploadsOfPost,
  invalidateCategories
} from '@stoa/threads'
import { followThread, returnTickets } from '@stoa/tickets'
import type { EventsOf, Reactions } from './reaction.ts'

type OnPosts = readonly { payload: { postId: number } }[]
type OnThread = EventsOf<'thread'> | 'post.erased'

/** An effect on the posts of its events, each post once. */
const onPosts =
  (effect: (ctx: Context, postIds: number[]) => Promise<void>) => (ctx: Context, events: OnPosts) =>
    effect(ctx, [...new Set(events.map(({ payload }) => payload.postId))])

const index = onPosts(indexPosts)

const indexWhole = each<'thread.changed' | 'thread.moved'>((ctx, { payload }) =>
  indexThread(ctx, payload.threadId)
)

/** Ticket search includes the title of the ticket's thread. */
const tickets = each<OnThread>((ctx, { payload: { threadId } }) =>
  indexTicketsOf(ctx, { threadId })
)

const credit = onPosts(creditPosts)
const links = onPosts((ctx, ids) => recordLinks(ctx, ids))
const firstLinks = onPosts((ctx, ids) => recordLinks(ctx, ids, 'new'))
const campaign = onPosts(joinCampaigns)

const publish = { index, credit, links, notify: notifyOfPosts }

const newReply = {
  change: ({ threadId, postId }: { threadId: number; postId: number }) => ({
    topic: `thread:${threadId}`,
    postId
  })
}

const powersChanged = { endStreamsOf: ({ userId }: { userId: number }) => userId }

export const threads: Reactions<
  EventsOf<'thread' | 'post' | 'answer' | 'vote' | 'me_too' | 'category' | 'moderator'>
> = {
  'thread.created': {
    effects: { ...publish, links: firstLinks, campaign },
    stalePages: 'lists',
    search: 'thread'
  },
  'post.created': {
    effects: { ...publish, links: firstLinks, campaign },
    stalePages: 'lists',
    live: newReply,
    search: 'post'
  },
  'post.edited': {
    effects: { index, links, campaign, notify: notifyOfMentions },
    stalePages: 'lists',
    search: 'post'
  },
  // Pages of other threads may show what is taken away: a title among the related ones, a quote.
  'post.withdrawn': { effects: { index, credit }, stalePages: 'all', search: 'post' },
  'post.hidden': {
    effects: { index, credit, notify: each(notifyRepliers) },
    stalePages: 'all',
    search: 'post'
  },
  'post.restored': { effects: { index, credit }, stalePages: 'all', search: 'post' },
  'post.approved': { effects: publish, stalePages: 'lists', live: newReply, search: 'post' },
  'post.redacted': {
    effects: {
      index,
      links,
      files: each((ctx, { payload }) => eraseRedactedUploads(ctx, payload))
    },
    stalePages: 'all',
    search: 'post'
  },
  'post.rendered': { effects: { links }, stalePages: 'lists', search: 'post' },
  'post.links_shown': { effects: { index, links }, stalePages: 'all', search: 'post' },
  'post.many_readers': { jobs: { notify_many: notifyManyReaders }, stalePages: 'none' },
  'post.erased': {
    effects: {
      index,
      tickets,
      credit,
      links,
      files: each((ctx, { payload }) => eraseUploadsOfPost(ctx, payload))
    },
    stalePages: 'all',
    search: 'post'
  },
  // What moderators do to a thread also emits `moderation.acted`, which notifies its author.
  'thread.changed': {
    effects: { index: indexWhole, tickets },
    stalePages: 'all',
    search: 'thread'
  },
  'thread.moved': { effects: { index: indexWhole }, stalePages: 'all', search: 'thread' },
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
  'thread.closed': { stalePages: 'lists', search: 'thread' },
  'thread.reopened': { stalePages: 'lists', search: 'thread' },
  'thread.pinned': { stalePages: 'lists', search: 'thread' },
  'thread.unpinned': { stalePages: 'lists', search: 'thread' },
  'answer.accepted': {
    effects: { notify: each(notifyOfAcceptance) },
    stalePages: 'lists',
    search: 'thread'
  },
  'answer.unaccepted': { stalePages: 'lists', search: 'thread' },
  'vote.cast': { stalePages: 'thread' },
  'vote.withdrawn': { stalePages: 'thread' },
  'me_too.added': { stalePages: 'thread' },
  'me_too.removed': { stalePages: 'thread' },
  'category.changed': {
    stalePages: 'all',
    search: 'category',
    caches: invalidateCategories
  },
  'category.merged': { stalePages: 'all', caches: invalidateAnnouncements },
  'moderator.appointed': { stalePages: 'all', live: powersChanged },
  'moderator.removed': { stalePages: 'all', live: powersChanged }
}

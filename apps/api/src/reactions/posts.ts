import { eraseSourcesOfPost } from '@stoa/articles'
import type { Context } from '@stoa/core'
import { each } from '@stoa/core/effects'
import { joinCampaigns } from '@stoa/moderation'
import { recordLinks } from '@stoa/safety'
import {
  notifyManyReaders,
  notifyOfMentions,
  notifyOfPosts,
  notifyOfRestoredThread,
  notifyRepliers
} from '@stoa/notifications'
import { indexPosts, indexTicketsOf } from '@stoa/search'
import { creditPosts, eraseRedactedUploads, eraseUploadsOfPost } from '@stoa/threads'
import { invalidateOldTags, invalidateTags } from '@stoa/threads/tags'
import { postForReceivers, removedPostForReceivers, threadSubjects } from '@stoa/threads/webhooks'
import { removeErasedFiles } from '@stoa/uploads'
import { newPost } from './live.ts'
import type { EventsOf, Reactions } from './reaction.ts'

type OnPosts = readonly { payload: { postId: number } }[]
type OnThread = EventsOf<'thread'> | 'post.erased'

/** An effect on the posts of its events, each post once. */
const onPosts =
  (effect: (ctx: Context, postIds: number[]) => Promise<void>) => (ctx: Context, events: OnPosts) =>
    effect(ctx, [...new Set(events.map(({ payload }) => payload.postId))])

const index = onPosts(indexPosts)

/** Ticket search includes the title of the ticket's thread. */
export const indexTickets = each<OnThread>((ctx, { payload: { threadId } }) =>
  indexTicketsOf(ctx, { threadId })
)

const credit = onPosts(creditPosts)
const links = onPosts((ctx, ids) => recordLinks(ctx, ids))
const firstLinks = onPosts((ctx, ids) => recordLinks(ctx, ids, 'new'))
const campaign = onPosts(joinCampaigns)

const publish = { index, credit, links, notify: notifyOfPosts }

/** What follows from a new post, the first one of a thread included. */
export const ofNewPost = { ...publish, links: firstLinks, campaign }

const ofPost = { data: postForReceivers, subjects: threadSubjects }

const ofRemoved = { data: removedPostForReceivers, subjects: threadSubjects }

export const posts: Reactions<EventsOf<'post'>> = {
  'post.created': {
    effects: ofNewPost,
    stalePages: 'lists',
    live: newPost,
    search: 'post',
    webhooks: ofPost
  },
  'post.edited': {
    effects: { index, links, campaign, notify: notifyOfMentions },
    stalePages: 'lists',
    search: 'post',
    webhooks: ofPost
  },
  // Pages of other threads may show what is taken away: a title among the related ones, a quote.
  'post.withdrawn': {
    effects: { index, credit },
    stalePages: 'all',
    caches: invalidateOldTags,
    search: 'post',
    webhooks: ofRemoved
  },
  'post.hidden': {
    effects: { index, credit, notify: each(notifyRepliers) },
    stalePages: 'all',
    caches: invalidateTags,
    search: 'post',
    webhooks: ofRemoved
  },
  'post.restored': {
    effects: { index, credit, notify: each(notifyOfRestoredThread) },
    stalePages: 'all',
    search: 'post',
    webhooks: ofPost
  },
  'post.approved': {
    effects: publish,
    stalePages: 'lists',
    live: newPost,
    search: 'post',
    webhooks: ofPost
  },
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
      tickets: indexTickets,
      credit,
      links,
      files: each((ctx, { payload }) => eraseUploadsOfPost(ctx, payload)),
      articles: each((ctx, { payload }) => eraseSourcesOfPost(ctx, payload))
    },
    stalePages: 'all',
    caches: invalidateTags,
    search: 'post',
    webhooks: ofRemoved
  }
}

export const uploads: Reactions<EventsOf<'uploads'>> = {
  'uploads.erased': { jobs: { remove: removeErasedFiles }, stalePages: 'all' }
}

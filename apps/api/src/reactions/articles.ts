import {
  approversOf,
  approversOfReaders,
  articleForReceivers,
  articleSubjects,
  authorsToAsk,
  invalidateArticles as caches
} from '@stoa/articles'
import type { Context } from '@stoa/core'
import type { Job } from '@stoa/core/effects'
import { notifyOfArticle, notifyOfSource, remindOwner } from '@stoa/notifications'
import { indexArticles } from '@stoa/search'
import type { EventsOf, Reactions } from './reaction.ts'

const notifyApprovers: Job<'article.approval_requested'> = async (ctx, event) =>
  notifyOfArticle(ctx, event, await approversOf(ctx, event.payload))

const notifyOfReaders: Job<'article.readers_proposed'> = async (ctx, event) =>
  notifyOfArticle(ctx, event, await approversOfReaders(ctx, event.payload.changeId))

type OnArticle = { payload: { articleId: number } }

const index = (ctx: Context, events: readonly OnArticle[]) =>
  indexArticles(ctx, [...new Set(events.map(({ payload }) => payload.articleId))])
const askAuthors: Job<'article.authors_asked'> = async (ctx, event) =>
  notifyOfSource(ctx, event, await authorsToAsk(ctx, event.payload.articleId))

const remind: Job<'article.check_due'> = (ctx, event) =>
  remindOwner(ctx, event, event.payload.ownerId)

const webhooks = { data: articleForReceivers, subjects: articleSubjects }

export const articles: Reactions<EventsOf<'article'>> = {
  'article.saved': { stalePages: 'none' },
  'article.approval_requested': { jobs: { notify: notifyApprovers }, stalePages: 'none' },
  'article.readers_proposed': { jobs: { notify: notifyOfReaders }, stalePages: 'none' },
  'article.check_due': { jobs: { remind }, stalePages: 'none' },
  'article.authors_asked': { jobs: { notify: askAuthors }, stalePages: 'none' },
  'article.published': { effects: { index }, stalePages: 'all', webhooks, caches },
  'article.updated': { effects: { index }, stalePages: 'all', webhooks, caches },
  'article.changed': { effects: { index }, stalePages: 'all', caches },
  'article.sections_changed': { stalePages: 'all', caches }
}

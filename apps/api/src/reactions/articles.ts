import {
  approversOf,
  articleForReceivers,
  articleSubjects,
  invalidateArticles as caches
} from '@stoa/articles'
import type { Context } from '@stoa/core'
import type { Job } from '@stoa/core/effects'
import { notifyOfArticle } from '@stoa/notifications'
import { indexArticles } from '@stoa/search'
import type { EventsOf, Reactions } from './reaction.ts'

const notifyApprovers: Job<'article.approval_requested'> = async (ctx, event) =>
  notifyOfArticle(ctx, event, await approversOf(ctx, event.payload))

type OnArticle = { payload: { articleId: number } }

const index = (ctx: Context, events: readonly OnArticle[]) =>
  indexArticles(ctx, [...new Set(events.map(({ payload }) => payload.articleId))])

const webhooks = { data: articleForReceivers, subjects: articleSubjects }

export const articles: Reactions<EventsOf<'article'>> = {
  'article.saved': { stalePages: 'none' },
  'article.approval_requested': { jobs: { notify: notifyApprovers }, stalePages: 'none' },
  'article.published': { effects: { index }, stalePages: 'all', webhooks, caches },
  'article.updated': { effects: { index }, stalePages: 'all', webhooks },
  'article.changed': { effects: { index }, stalePages: 'all', caches },
  'article.sections_changed': { stalePages: 'all', caches }
}

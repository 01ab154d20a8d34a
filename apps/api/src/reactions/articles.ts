import { approversOf, invalidateArticles as caches } from '@stoa/articles'
import type { Job } from '@stoa/core/effects'
import { notifyOfArticle } from '@stoa/notifications'
import type { EventsOf, Reactions } from './reaction.ts'

const notifyApprovers: Job<'article.approval_requested'> = async (ctx, event) =>
  notifyOfArticle(ctx, event, await approversOf(ctx, event.payload))

export const articles: Reactions<EventsOf<'article'>> = {
  'article.saved': { stalePages: 'none' },
  'article.approval_requested': { jobs: { notify: notifyApprovers }, stalePages: 'none' },
  'article.published': { stalePages: 'all', caches },
  'article.updated': { stalePages: 'all' },
  'article.changed': { stalePages: 'all', caches },
  'article.sections_changed': { stalePages: 'all', caches }
}

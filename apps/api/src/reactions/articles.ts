import type { EventsOf, Reactions } from './reaction.ts'

export const articles: Reactions<EventsOf<'article'>> = {
  'article.saved': { stalePages: 'none' },
  'article.approval_requested': { stalePages: 'none' },
  'article.published': { stalePages: 'all' },
  'article.updated': { stalePages: 'all' },
  'article.changed': { stalePages: 'all' },
  'article.sections_changed': { stalePages: 'all' }
}

import { invalidateRelations } from '@stoa/search'
import type { EventsOf, Reactions } from './reaction.ts'

export const search: Reactions<EventsOf<'search'>> = {
  'search.words_changed': { stalePages: 'none', caches: invalidateRelations }
}

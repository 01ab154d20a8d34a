import { invalidateSite } from '@stoa/site'
import type { EventsOf, Reactions } from './reaction.ts'

export const site: Reactions<EventsOf<'site'>> = {
  'site.changed': { stalePages: 'all', caches: invalidateSite },
  'site.proposed': { stalePages: 'none' }
}

import { invalidateSignUp } from '@stoa/accounts'
import { invalidateSite } from '@stoa/site'
import type { EventsOf, Reactions } from './reaction.ts'

export const site: Reactions<EventsOf<'site'>> = {
  'site.changed': {
    stalePages: 'all',
    caches(ports) {
      invalidateSite(ports)
      // Nobody signs up before the forum is opened.
      invalidateSignUp(ports)
    }
  },
  'site.proposed': { stalePages: 'none' }
}

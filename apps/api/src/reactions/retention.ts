import { each } from '@stoa/core/effects'
import { notifyOfRetentionProposal } from '@stoa/notifications'
import { invalidateRetention } from '@stoa/site/retention'
import type { EventsOf, Reactions } from './reaction.ts'

export const retention: Reactions<EventsOf<'retention'>> = {
  'retention.proposed': {
    effects: { notify: each(notifyOfRetentionProposal) },
    stalePages: 'none'
  },
  'retention.changed': { stalePages: 'all', caches: invalidateRetention }
}

import { each } from '@stoa/core/effects'
import { notifyOfTrustProposal } from '@stoa/notifications'
import {
  hideTightened,
  invalidateFilters,
  invalidateTrustLists,
  judgeLinksAgain,
  showEased
} from '@stoa/safety'
import type { EventsOf, Reactions } from './reaction.ts'

export const safety: Reactions<EventsOf<'trust' | 'quarantine' | 'filters'>> = {
  'filters.changed': { stalePages: 'none', caches: invalidateFilters },
  'trust.proposed': { effects: { notify: each(notifyOfTrustProposal) }, stalePages: 'none' },
  'trust.changed': {
    jobs: { judge: judgeLinksAgain },
    stalePages: 'all',
    caches: invalidateTrustLists
  },
  'quarantine.eased': {
    jobs: { show: showEased },
    stalePages: 'none',
    caches: invalidateTrustLists
  },
  'quarantine.tightened': {
    jobs: { hide: (ctx, { payload }) => hideTightened(ctx, payload) },
    stalePages: 'none',
    caches: invalidateTrustLists
  }
}

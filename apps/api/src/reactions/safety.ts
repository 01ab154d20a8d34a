import { each } from '@stoa/core'
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
    effects: { judge: each(judgeLinksAgain) },
    stalePages: 'all',
    caches: invalidateTrustLists
  },
  'quarantine.eased': {
    effects: { show: each(showEased) },
    stalePages: 'none',
    caches: invalidateTrustLists
  },
  'quarantine.tightened': {
    effects: { hide: each((ctx, { payload }) => hideTightened(ctx, payload)) },
    stalePages: 'none',
    caches: invalidateTrustLists
  }
}

import { deliverNext, invalidateSubscriptions } from '@stoa/webhooks'
import type { EventsOf, Reactions } from './reaction.ts'

export const webhooks: Reactions<EventsOf<'webhook'>> = {
  'webhook.due': {
    jobs: { deliver: (ctx, { payload }) => deliverNext(ctx, payload.webhookId) },
    stalePages: 'none'
  },
  'webhook.changed': { stalePages: 'none', caches: invalidateSubscriptions }
}

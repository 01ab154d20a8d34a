import { each } from '@stoa/core'
import { deliverNext } from '@stoa/webhooks'
import type { EventsOf, Reactions } from './reaction.ts'

export const webhooks: Reactions<EventsOf<'webhook'>> = {
  'webhook.due': {
    effects: { deliver: each((ctx, { payload }) => deliverNext(ctx, payload.webhookId)) },
    stalePages: 'none'
  }
}

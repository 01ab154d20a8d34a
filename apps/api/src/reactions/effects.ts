import { each, type Effect, type Effects, type EventType } from '@stoa/core'
import { queueForReceivers, type WebhookEvent } from '@stoa/webhooks'
import { reactions } from './index.ts'

type AnyEffects = Record<string, Effect<EventType>>

/** An event that receivers may hear of is queued for them, beside its other effects. */
function effectsOf(type: EventType): AnyEffects {
  const { effects, webhooks } = reactions[type]
  const queue = each((ctx, event) => queueForReceivers(ctx, type as WebhookEvent, event as never))
  return { ...(effects as AnyEffects), ...(webhooks && { webhooks: queue }) }
}

/** The named effects of every type of event, as the worker runs them. */
export const effects = Object.fromEntries(
  (Object.keys(reactions) as EventType[]).map((type) => [type, effectsOf(type)])
) as Effects

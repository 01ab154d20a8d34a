import type { EventType } from '@stoa/core'
import {
  each,
  effectNames,
  jobNames,
  type Consequences,
  type Effect,
  type WorkOf
} from '@stoa/core/effects'
import { queueForReceivers, type WebhookEvent } from '@stoa/webhooks'
import { reactions } from './index.ts'

type AnyEffects = Record<string, Effect<EventType>>

/** An event that receivers may hear of is queued for them, beside its other effects. */
function effectsOf(type: EventType): AnyEffects {
  const { effects, webhooks } = reactions[type]
  const queue = each((ctx, event) => queueForReceivers(ctx, type as WebhookEvent, event as never))
  return { ...(effects as AnyEffects), ...(webhooks && { webhooks: queue }) }
}

const types = Object.keys(reactions) as EventType[]

/** The named effects and jobs of every type of event, as the worker runs them. */
export const consequences = {
  effects: Object.fromEntries(types.map((type) => [type, effectsOf(type)])),
  jobs: Object.fromEntries(types.map((type) => [type, reactions[type].jobs ?? {}]))
} as Consequences

/** What the dispatcher queues for a type of event. */
export const workOf: WorkOf = (type) => ({
  hasEffects: effectNames(consequences, type).length > 0,
  jobs: jobNames(consequences, type)
})

import type { EventType } from '@stoa/core'
import {
  effectNames,
  jobNames,
  type Consequences,
  type Effect,
  type Job,
  type StoredEvent,
  type WorkOf
} from '@stoa/core/effects'
import { queueForReceivers, type WebhookEvent } from '@stoa/webhooks'
import { deliver } from '@stoa/notifications'
import { reactions } from './index.ts'
import type { Reaction } from './reaction.ts'

type AnyEffects = Record<string, Effect<EventType>>
type AnyJobs = Record<string, Job<EventType>>
type Mails = NonNullable<Reaction<EventType>['mails']>

/** One for every type, so that the messages about a batch are queued together. */
const queue: Effect<EventType> = (ctx, events) =>
  queueForReceivers(ctx, events as readonly StoredEvent<WebhookEvent>[])

/** An event that receivers may get is queued for them, beside its other effects. */
function effectsOf(type: EventType): AnyEffects {
  const { effects, webhooks } = reactions[type]
  return { ...(effects as AnyEffects), ...(webhooks && { webhooks: queue }) }
}

/** A mail that failed is made and sent again by a job of its own. */
function jobsOf(type: EventType): Record<string, Job<EventType>> {
  const mails = mailsOf(type)
  const mail: Job<EventType> = async (ctx, event) => {
    for (const letter of (await mails?.(ctx, [event])) ?? []) await deliver(ctx, letter.mail)
  }
  return { ...(reactions[type].jobs as AnyJobs), ...(mails && { mail }) }
}

/** What makes the mails about events of a type. */
export const mailsOf = (type: EventType) => reactions[type].mails as Mails | undefined

const types = Object.keys(reactions) as EventType[]

/** The named effects and jobs of every type of event, as the worker runs them. */
export const consequences = {
  effects: Object.fromEntries(types.map((type) => [type, effectsOf(type)])),
  jobs: Object.fromEntries(types.map((type) => [type, jobsOf(type)]))
} as Consequences

/** What the dispatcher queues for a type of event. */
export const workOf: WorkOf = (type) => ({
  hasEffects: effectNames(consequences, type).length > 0,
  jobs: jobNames(consequences, type).filter((name) => name !== 'mail' || !isMailed(type)),
  isMailed: isMailed(type)
})

const isMailed = (type: string) => reactions[type as EventType]?.mails !== undefined

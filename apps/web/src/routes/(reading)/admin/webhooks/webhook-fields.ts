import type { Webhook } from '#lib/shapes.ts'
import { webhookEvents } from '#lib/webhook-words.ts'

/** The fields of the form of a receiver: a tick for each event. */
export const webhookFields = ['name', 'url', 'agent', 'enabled', ...webhookEvents] as const
export type WebhookValues = Record<(typeof webhookFields)[number], string>

/** What is sent for a form that was filled in. */
export const inputOf = (values: WebhookValues) => ({
  name: values.name,
  url: values.url,
  agent: values.agent,
  enabled: values.enabled !== '',
  events: webhookEvents.filter((event) => values[event] !== '')
})

/** A form that shows a receiver as it is. */
export function valuesOf({ name, url, agent, enabled, events }: Webhook): WebhookValues {
  const ticks = webhookEvents.map((event) => [event, events.includes(event) ? 'on' : ''])
  return {
    ...Object.fromEntries(ticks),
    name,
    url,
    agent: agent ?? '',
    enabled: enabled ? 'on' : ''
  } as WebhookValues
}

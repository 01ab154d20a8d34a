import type { Webhook } from '#lib/shapes.ts'
import { webhookEvents } from '#lib/webhook-words.ts'

/** Fields of a receiver, with a checkbox for each event. */
export const webhookFields = ['name', 'url', 'enabled', ...webhookEvents] as const
export type WebhookValues = Record<(typeof webhookFields)[number], string>

/** Converts the fields to the endpoint's input. */
export const inputOf = (values: WebhookValues) => ({
  name: values.name,
  url: values.url,
  enabled: values.enabled !== '',
  events: webhookEvents.filter((event) => values[event] !== '')
})

/** Fields filled in from a receiver. */
export function valuesOf({ name, url, enabled, events }: Webhook): WebhookValues {
  const ticks = webhookEvents.map((event) => [event, events.includes(event) ? 'on' : ''])
  return {
    ...Object.fromEntries(ticks),
    name,
    url,
    enabled: enabled ? 'on' : ''
  } as WebhookValues
}

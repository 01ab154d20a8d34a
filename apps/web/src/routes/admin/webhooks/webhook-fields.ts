import { severities } from '#lib/announcements.ts'
import type { Webhook } from '#lib/shapes.ts'
import { webhookEvents, webhookShapes } from '#lib/webhook-words.ts'

/** Fields of a receiver, with a checkbox for each event and each severity. */
export const webhookFields = [
  ...(['name', 'shape', 'url', 'enabled'] as const),
  ...webhookEvents,
  ...severities
] as const
export type WebhookValues = Record<(typeof webhookFields)[number], string>

/** Converts the fields to the endpoint's input. */
export const inputOf = (values: WebhookValues) => ({
  name: values.name,
  shape: webhookShapes.find((shape) => shape === values.shape) ?? ('generic' as const),
  url: values.url,
  enabled: values.enabled !== '',
  events: webhookEvents.filter((event) => values[event] !== ''),
  severities: severities.filter((severity) => values[severity] !== '')
})

/** Fields filled in from a receiver. */
export function valuesOf({ name, shape, url, enabled, ...webhook }: Webhook): WebhookValues {
  const tick = (is: boolean) => (is ? 'on' : '')
  return {
    ...Object.fromEntries(
      webhookEvents.map((event) => [event, tick(webhook.events.includes(event))])
    ),
    ...Object.fromEntries(
      severities.map((severity) => [severity, tick(webhook.severities.includes(severity))])
    ),
    ...{ name, shape, url },
    enabled: tick(enabled)
  } as WebhookValues
}

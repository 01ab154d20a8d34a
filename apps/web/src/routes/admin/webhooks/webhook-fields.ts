import type { RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { formOf, typed } from '#lib/form.server.ts'
import { proofFields } from '#lib/proof.server.ts'

type Input = Required<Parameters<Api['webhooks']['create']>[0]>

/** A receiver as its form shows it. */
export type WebhookValues = Input

/**
 * Reads a receiver from its form, and the proof beside it. The endpoint refuses values that no form
 * of ours offers.
 */
export async function webhookIn(event: Pick<RequestEvent, 'locals' | 'request'>) {
  const fields = ['name', 'format', 'url', 'enabled', 'internal'] as const
  const { name, format, url, enabled, internal, ...proof } = await typed(event, [
    ...fields,
    ...proofFields
  ])
  const form = await formOf(event)
  const all = (field: string) => form.getAll(field).map(String)
  const webhook = {
    ...{ name, format, url, enabled: enabled !== '', internal: internal !== '' },
    ...{ events: all('events'), categories: all('categories').map(Number) },
    ...{ announcementTypes: all('announcementTypes'), severities: all('severities') },
    reasons: all('reasons')
  } as Input
  return { webhook, proof }
}

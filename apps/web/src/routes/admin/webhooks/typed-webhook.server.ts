import type { RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { formOf, typed } from '#lib/form.server.ts'

type Input = Required<Parameters<Api['webhooks']['create']>[0]>

/** Reads a receiver from its form. The endpoint refuses values that no form of ours offers. */
export async function typedWebhook(event: RequestEvent) {
  const texts = await typed(event, ['name', 'format', 'url', 'enabled', 'internal'])
  const form = await formOf(event)
  const all = (field: string) => form.getAll(field).map(String)
  return {
    ...texts,
    enabled: texts.enabled !== '',
    internal: texts.internal !== '',
    events: all('events'),
    categories: all('categories').map(Number),
    announcementTypes: all('announcementTypes'),
    severities: all('severities'),
    reasons: all('reasons')
  } as Input
}

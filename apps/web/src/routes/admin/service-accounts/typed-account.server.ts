import type { RequestEvent } from '@sveltejs/kit'
import { formOf, typed } from '#lib/form.server.ts'

/** Reads the posted form of a service account. */
export async function typedAccount(event: RequestEvent) {
  const topics = (await formOf(event)).getAll('topics').map(String)
  return { ...(await typed(event, ['username', 'description', 'requestsPerMinute'])), topics }
}

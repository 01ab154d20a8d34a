import type { Api } from '@stoa/api'
import type { Address } from '#lib/address.ts'
import type { ThreadPage } from '#lib/shapes.ts'
import { maxQuoteLength, quoted } from '#lib/text.ts'

export type ReplyStart = { body: string; replyTo: string }

/**
 * Initial text of the reply form: the reader's draft, then a quote of the post numbered in
 * `?replyTo=`.
 */
export async function replyStart(
  api: Api,
  { draft, posts }: ThreadPage,
  { searchParams }: Address
): Promise<ReplyStart> {
  const asked = posts.find(({ number }) => String(number) === searchParams.get('replyTo'))
  const body = draft?.body ?? ''
  if (!asked || asked.html === null) return { body, replyTo: String(draft?.replyTo ?? '') }
  const { quotable } = await api.threads.source({ id: asked.id })
  const texts = [body, `${quoted(quotable.slice(0, maxQuoteLength))}\n\n`]
  return { body: texts.filter(Boolean).join('\n\n'), replyTo: String(asked.number) }
}

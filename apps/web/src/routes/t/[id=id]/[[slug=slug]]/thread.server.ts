import type { RequestEvent } from '@sveltejs/kit'
import { orMoved } from '#lib/problems.server.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import type { Address } from '#lib/address.ts'
import type { ThreadPage } from '#lib/shapes.ts'
import { maxQuoteLength, quoted } from '#lib/text.ts'
import type { Api } from '@stoa/api'

type Event = Pick<RequestEvent, 'locals' | 'params' | 'url'>
export type LoadedThread = Awaited<ReturnType<typeof loadThread>>

/** Loads one page of a thread, twenty posts. A merged thread redirects to its target. */
export async function loadThread({ locals: { api, locale, me }, params, url }: Event) {
  const page = url.searchParams.get('page') ?? '1'
  const shown = await orMoved(api.threads.show({ id: params.id ?? '', page, related: 'true' }))
  const [start, wait, suggested, ownTicket] = await Promise.all([
    replyStart(api, shown, url),
    waitOf(api, me, shown),
    suggestedBy(api, me, shown),
    ownTicketOf(api, shown)
  ])
  return {
    content: { ...shown, related: shown.related ?? [], start, wait, suggested, ownTicket },
    refusedUpload: uploadRefusal(url, locale),
    idempotencyKey: crypto.randomUUID() as string
  }
}

type Shown = Awaited<ReturnType<Api['threads']['show']>>

/** Usual minutes until approval, or null; only if a post of the reader awaits it on this page. */
async function waitOf(api: Api, me: App.Locals['me'], { posts, thread }: Shown) {
  const waits = posts.some(
    ({ state, author }) => state === 'awaiting_approval' && author.id === me.id
  )
  if (!waits) return undefined
  return (await api.moderation.usualWait({ slug: thread.category.slug })).minutes
}

/** Suggests a ticket by the rules of the desk, to the author and moderators of the thread. */
async function suggestedBy(api: Api, me: App.Locals['me'], { thread }: Shown) {
  const { can, author, escalation, solved, closed } = thread
  const concerned = can.escalate && (author.id === me.id || can.moderate)
  if (!concerned || escalation || solved || closed) return undefined
  return api.tickets.suggestionFor({ id: thread.id })
}

/** Address of the reader's open ticket about an escalated thread. */
async function ownTicketOf(api: Api, { thread }: Shown) {
  if (!thread.can.escalate || !thread.escalation) return undefined
  return (await api.tickets.list({ thread: thread.id, open: 'true' })).items[0]?.url
}

type ReplyStart = { body: string; replyTo: string }

/**
 * Initial text of the reply form: the reader's draft, then a quote of the post numbered in
 * `?replyTo=`.
 */
async function replyStart(
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

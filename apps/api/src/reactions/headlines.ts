import type { Context } from '@stoa/core'
import { textFor, type TextByLocale } from '@stoa/core/languages'
import { hasMessage, translate } from '@stoa/messages'
import { urgentCaseOf } from '@stoa/volunteers'
import type { Headline } from '@stoa/webhooks'
import { reactionTo } from './index.ts'

type Payload = Record<string, unknown>
type Document = {
  severity: string
  basis?: string
  texts: TextByLocale<{ title: string }>
}

/**
 * What a chat is told of an event, in the forum's default language: an announcement's title and
 * severity, or the kinds of reason of a case, and a link. Null if nothing of it is public.
 */
export async function headlineOf(
  outer: Context,
  type: string,
  payload: Payload
): Promise<Headline | null> {
  const locale = outer.ports.languages.default
  const ctx = { ...outer, locale }
  const word = translate(`webhooks_event_${keyOf(type)}`, {}, locale)
  if (type === 'webhook.test') return { title: word, facts: [], url: ctx.ports.publicOrigin }
  const data = (await reactionTo(type)?.webhooks?.(ctx, payload)) as Payload | null | undefined
  if (!data) return null
  if ('document' in data) return ofAnnouncement(ctx, word, data as OfDocument)
  const facts = type === 'moderation.urgent_case' ? await reasonsOf(ctx, payload) : []
  const { url = ctx.ports.publicOrigin } = data as { url?: string }
  return { title: word, facts, url }
}

const keyOf = (type: string) => type.replace('.', '_').replace('webhook_test', 'test')

type OfDocument = Payload & { id: number; document: Document }

function ofAnnouncement(ctx: Context, word: string, { id, document }: OfDocument): Headline {
  const { texts, severity, basis = 'info' } = document
  const say = (key: string) => translate(key, {}, ctx.locale)
  return {
    title: textFor(ctx, texts)?.text.title ?? word,
    facts: [
      ...[word, say(`announcements_type_${basis}`)],
      say(`announcements_severity_${severity}`)
    ],
    url: `${ctx.ports.publicOrigin}/announcements/${id}`
  }
}

/** The kinds of reason from the list, never what somebody wrote. */
async function reasonsOf(ctx: Context, payload: Payload): Promise<string[]> {
  const found = await urgentCaseOf(ctx, payload as { caseId: number })
  if (!found) return []
  const reasons = await ctx.ports.volunteers.urgentReasons(ctx, found)
  return reasons
    .map((reason) => `moderation_reason_${reason}`)
    .filter(hasMessage)
    .map((key) => translate(key, {}, ctx.locale))
}

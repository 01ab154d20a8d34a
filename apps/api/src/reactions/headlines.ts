import type { Context, Ports } from '@stoa/core'
import { type TextByLocale, textFor } from '@stoa/core/languages'
import { hasMessage, translate } from '@stoa/messages'
import type { Headline } from '@stoa/webhooks'
import { reactionTo } from './index.ts'

type Payload = Record<string, unknown>
type Document = {
  severity: string
  basis?: string
  texts: TextByLocale<{ title: string }>
}

/** What the data of other events may name; a word for the event stands first. */
type Named = {
  title?: string
  category?: { name: string } | null
  reasons?: readonly string[]
  url?: string
}

/**
 * What a chat is told of an event, in the forum's default language: a title, the kind of event, the
 * category, the kinds of reason and a link. Null if nothing of it is published.
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
  const data = (await reactionTo(type)?.webhooks?.data(ctx, payload)) as Payload | null | undefined
  if (!data) return null
  return 'document' in data ? ofAnnouncement(ctx, word, data as OfDocument) : of(ctx, word, data)
}

function of(ctx: Context, word: string, { title, category, reasons = [], url }: Named): Headline {
  const facts = [
    ...(title === undefined ? [] : [word]),
    ...reasons
      .map((reason) => `moderation_reason_${reason}`)
      .filter(hasMessage)
      .map(worded(ctx)),
    ...(category ? [category.name] : [])
  ]
  return { title: title ?? word, facts, url: url ?? ctx.ports.publicOrigin }
}

const worded =
  ({ locale }: Context) =>
  (key: string) =>
    translate(key, {}, locale)

const keyOf = (type: string) => type.replace('.', '_').replace('webhook_test', 'test')

type OfDocument = Payload & { id: number; document: Document }

function ofAnnouncement(ctx: Context, word: string, { id, document }: OfDocument): Headline {
  const { texts, severity, basis = 'info' } = document
  const say = worded(ctx)
  return {
    title: textFor(ctx, texts)?.text.title ?? word,
    facts: [
      ...[word, say(`announcements_type_${basis}`)],
      say(`announcements_severity_${severity}`)
    ],
    url: `${ctx.ports.publicOrigin}/announcements/${id}`
  }
}

type OfReceivers = Pick<Ports, 'webhookData' | 'webhookHeadline' | 'webhookSubjects'>

/** What the reactions say to receivers of webhooks, in the forum's default language. */
export const ofReceivers: OfReceivers = {
  async webhookData(ctx, type, payload) {
    const locale = ctx.ports.languages.default
    return (await reactionTo(type)?.webhooks?.data({ ...ctx, locale }, payload)) ?? null
  },
  webhookHeadline: headlineOf,
  async webhookSubjects(ctx, type, payloads) {
    const subjects = reactionTo(type)?.webhooks?.subjects
    return subjects ? subjects(ctx, payloads) : payloads.map(() => ({ isInternal: false }))
  }
}

import { m, translate, type Locale } from '@stoa/messages'
import type { Notification } from '#lib/shapes.ts'

/** A notification as one sentence in the reader's language; mails have it in `mail-parts.ts`. */
export function sentenceOf(notification: Notification, locale: Locale): string {
  const { title, actor } = notification
  const words = { title: isolated(title), name: isolated(nameOf(actor, locale)) }
  return translate(`notifications_told_${emittedEventOf(notification)}`, words, locale)
}

/** Several answers in one thread, or several tickets, as one sentence. */
export function sentenceOfGroup({ kind, title }: Notification, count: number, locale: Locale) {
  if (kind === 'desk') return m.notifications_told_tickets({ count }, { locale })
  const words = { title: isolated(title), count }
  return kind === 'answer'
    ? m.web_notifications_answers(words, { locale })
    : m.web_notifications_replies(words, { locale })
}

// Unicode isolates, as <bdi>: a right-to-left name does not reorder the rest of the sentence.
const isolated = (text: string) => `\u2068${text}\u2069`

function nameOf(actor: Notification['actor'], locale: Locale): string {
  if (actor?.erased) return m.web_author_erased({}, { locale })
  return actor?.username ?? ''
}

function emittedEventOf({ kind, detail }: Notification): string {
  if (kind === 'moderation' && detail) return `moderation_${detail.action}`
  const action = detail?.action ?? ''
  if (kind === 'thread_hidden' && action === 'restored') return 'thread_restored'
  if (kind === 'ticket_changed' && action === 'resolved') return 'ticket_resolved'
  if (kind !== 'report_outcome') return kind
  if (action === 'appeal_upheld') return 'report_overturned'
  return ['report_dismissed', 'restored'].includes(action) ? 'report_dismissed' : 'report_upheld'
}

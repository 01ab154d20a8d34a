import { atLeast, type Context } from '@stoa/core'
import { m, translate } from '@stoa/messages'
import type { Notification } from './contract.ts'
import type { Recipient } from './readers.ts'
import { ticketKinds, wakingKinds } from './schema.ts'
import { unsubscribeToken, type Subject } from './unsubscription.ts'

/**
 * The notification as one sentence in the reader's language. The inbox has the same sentence with
 * names set apart, in `sentence.ts` of its page.
 */
export function sentenceOf(
  { kind, title, actor, detail }: Notification,
  { locale }: Context
): string {
  const name = actor?.username ?? ''
  if (kind === 'moderation' && detail)
    return translate(`notifications_told_moderation_${detail.action}`, { title }, locale)
  return translate(`notifications_told_${toldAs(kind, detail?.action)}`, { title, name }, locale)
}

/** What a notification says: how a report ended, and what holds of a thread or ticket now. */
export function toldAs(kind: Notification['kind'], action = ''): string {
  if (kind === 'thread_hidden' && action === 'restored') return 'thread_restored'
  if (kind === 'ticket_changed' && action === 'resolved') return 'ticket_resolved'
  if (kind !== 'report_outcome') return kind
  if (action === 'appeal_upheld') return 'report_overturned'
  return ['report_dismissed', 'restored'].includes(action) ? 'report_dismissed' : 'report_upheld'
}

/**
 * The common parts of notification mails: recipient, footer, and an unsubscribe link that needs no
 * sign-in.
 */
export function frame(
  { ctx, email }: Recipient,
  subject: Subject,
  key: string,
  paragraphs: string[]
) {
  const { ports, locale, actor } = ctx
  const isWoken =
    (wakingKinds as readonly Subject[]).includes(subject) && atLeast(actor.role, 'staff')
  const { footer, headers } = isWoken ? onCall(ctx) : wayOut(ctx, subject)
  const isOfTicket = (ticketKinds as readonly Subject[]).includes(subject)
  const unread = isOfTicket ? [m.notifications_mail_ticket_replies({}, { locale })] : []
  return {
    key,
    to: email,
    locale,
    text: `${paragraphs.join('\n\n')}\n-- \n${[...unread, ...footer].join('\n\n')}\n`,
    headers: { 'List-Id': `<notifications.${new URL(ports.publicOrigin).hostname}>`, ...headers }
  }
}

function wayOut({ ports, locale, actor }: Context, subject: Subject) {
  const origin = ports.publicOrigin
  const token = unsubscribeToken(ports, actor.id, subject)
  const link = `${origin}/api/v1/notifications/unsubscription?token=${token}`
  return {
    footer: [
      `${m.notifications_mail_why({}, { locale })} ${origin}/settings/notifications`,
      `${m.notifications_mail_unsubscribe({}, { locale })} ${link}`
    ],
    headers: {
      'List-Unsubscribe': `<${link}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
    }
  }
}

/** Staff on call cannot unsubscribe; they leave the rota instead. */
const onCall = ({ ports, locale }: Context) => ({
  footer: [
    `${m.notifications_mail_why_on_call({}, { locale })} ${ports.publicOrigin}/moderation/on-call`
  ],
  headers: {}
})

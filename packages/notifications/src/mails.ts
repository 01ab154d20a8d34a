import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { StoredEvent } from '@stoa/core/effects'
import { hasMessage, m, translate } from '@stoa/messages'
import type { Mail } from '@stoa/email'
import type { Notification } from './contract.ts'
import { mailKey, type EventMail } from './delivery.ts'
import { leavingNow } from './mail-batching.ts'
import { findMailable } from './mailable.ts'
import { toNotifications } from './show.ts'
import { frame, sentenceOf, toldAs } from './mail-parts.ts'
import type { Recipient } from './readers.ts'
import { announcementKinds, notifications, ticketKinds } from './schema.ts'

type Event = Pick<StoredEvent<'notification.created'>, 'id' | 'payload'>

/**
 * Makes the mails about notifications, for readers who still want them, have not read them and may
 * still see their content. Mails beyond the limits are left to a combined one.
 */
export async function mailNotifications(
  ctx: Context,
  events: readonly Event[]
): Promise<EventMail[]> {
  const wanted = await findMailable(ctx, events)
  const leaving = await leavingNow(ctx, wanted)
  const mails: EventMail[] = []
  for (const { recipient, event, row } of leaving) {
    const [item] = await toNotifications(recipient.ctx, [row])
    if (!item || isOutOfSight(item)) continue
    const said = await wordsOf(recipient.ctx, item, row.ticketId)
    const mail = notificationMail(recipient, item, said, mailKey(event.id))
    mails.push({ eventId: event.id, mail })
  }
  return mails
}

/** The text of an announcement, the urgency of a case or the survey of a ticket, for the mail. */
async function wordsOf(ctx: Context, { id, kind }: Notification, ticketId: number | null) {
  if (kind === 'ticket_changed' && ticketId !== null) return surveyWords(ctx, ticketId)
  if (kind !== 'urgent_case' && !announcementKinds.includes(kind)) return undefined
  const { announcementId, actorId, postId } = notifications
  const [row] = await ctx.db
    .select({ announcementId, userId: actorId, postId })
    .from(notifications)
    .where(eq(notifications.id, id))
  if (!row) return undefined
  if (kind === 'urgent_case')
    return urgency(ctx, await ctx.ports.volunteers.urgentReasons(ctx, row))
  const announcement = row.announcementId ?? 0
  return (await ctx.ports.announcements.describeAnnouncements(ctx, [announcement])).get(
    announcement
  )?.text
}

function urgency({ locale }: Context, found: readonly string[]): string | undefined {
  if (found.length === 0) return undefined
  const words = found.map((reason) => translate(`moderation_reason_${reason}`, {}, locale))
  const reasons = new Intl.ListFormat(locale).format(words)
  return m.notifications_mail_reported_as({ reasons }, { locale })
}

/** The reader may no longer answer the ticket. */
const isOutOfSight = ({ kind, title }: Notification) => ticketKinds.includes(kind) && title === ''

/** The mail about one notification. `said` is what it is about, if that may be mailed. */
export function notificationMail(
  recipient: Recipient,
  item: Notification,
  said: string | undefined,
  key: string
): Mail {
  const { ctx, username } = recipient
  const { locale } = ctx
  const paragraphs = [
    m.email_greeting({ name: username }, { locale }),
    sentenceOf(item, ctx),
    ...reasonOf(item, ctx),
    ...(said ? [said] : []),
    ...linksOf(item, ctx)
  ]
  const thread = /^\/t\/(\d+)/.exec(item.url)?.[1]
  return {
    ...frame(recipient, item.kind, key, paragraphs),
    subject: subjectOf(item, locale),
    ...(thread && { conversation: `thread-${thread}` })
  }
}

function subjectOf({ kind, title, detail }: Notification, locale: Context['locale']): string {
  if (kind === 'moderation' && title === '')
    return m.notifications_mail_sanction_subject({}, { locale })
  const told = kind === 'report_outcome' ? kind : toldAs(kind, detail?.action)
  return translate(`notifications_mail_${told}_subject`, { title }, locale)
}

function reasonOf({ kind, detail }: Notification, ctx: Context): string[] {
  if (kind !== 'moderation' || !detail?.reason) return []
  const { locale } = ctx
  const label = `moderation_reason_${detail.reason}`
  const reason = hasMessage(label) ? translate(label, {}, locale) : detail.reason
  return [
    m.notifications_mail_reason({ reason }, { locale }),
    ...(isSanction(detail) ? endOf(detail, ctx) : [m.notifications_mail_rights({}, { locale })])
  ]
}

/** Links to the content and to the appeal. For a sanction both are the same page. */
function linksOf({ kind, detail, url }: Notification, { locale, ports }: Context): string[] {
  const open = `${m.notifications_mail_open({}, { locale })}\n${ports.publicOrigin}${url}`
  const decision = kind === 'moderation' && detail && isAppealable(detail) ? detail.decision : null
  if (decision === null) return [open]
  return [
    m.notifications_mail_appeal({}, { locale }),
    `${m.moderation_banner_why({}, { locale })}\n${ports.publicOrigin}${decision}`,
    ...(url === decision ? [] : [open])
  ]
}

type Detail = NonNullable<Notification['detail']>

const isAppealable = ({ action }: Detail) =>
  ['hidden', 'closed', 'warned', 'silenced', 'suspended'].includes(action)

const isSanction = ({ action }: Detail) =>
  ['warned', 'silenced', 'suspended', 'lifted'].includes(action)

function endOf({ action, until }: Detail, { actor, locale }: Context): string[] {
  if (action !== 'silenced' && action !== 'suspended') return []
  if (until === null) return [m.notifications_mail_until_lifted({}, { locale })]
  const timeZone = actor.timeZone ?? 'UTC'
  const clock = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone })
  return [m.notifications_mail_until({ time: clock.format(Date.parse(until)) }, { locale })]
}

/**
 * Asks whether the resolution of a ticket helped. The linked page shows nothing of the ticket, as
 * mails are forwarded.
 * @returns undefined if the ticket is not resolved
 */
async function surveyWords(ctx: Context, ticketId: number): Promise<string | undefined> {
  const { locale, ports } = ctx
  const token = await ports.tickets.surveyToken(ctx, ticketId)
  if (token === undefined) return undefined
  return `${m.notifications_mail_survey({}, { locale })}\n${ports.publicOrigin}/solved?token=${token}`
}

import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import { emitEach, guest, type Context } from '@stoa/core'
import { inParts } from '@stoa/core/data'
import { m, translate } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { describeAnnouncements } from '../excerpts.ts'
import { isPublic, visibleAnnouncements } from '../policy.ts'
import { announcements } from '../schema/announcements.ts'
import { announcementSubscriptions } from './schema.ts'
import { topicOf } from './subscribe.ts'
import { linkToken, type LinkPurpose, type Subscription } from './tokens.ts'

/** A mail without its key. */
type Letter = {
  to: string
  locale: Context['locale']
  subject: string
  text: string
  headers?: Record<string, string>
}

/** The sentence of the subject, as in mails to members. */
export type Occasion = 'announcement' | 'announcement_update' | 'announcement_withdrawn'

/**
 * Queues a mail to every address that is subscribed to a public announcement, its type or one of
 * its services: one mail, also for several subscriptions.
 */
export async function queueForSubscribers(
  ctx: Context,
  announcementId: number,
  occasion: Occasion
): Promise<void> {
  const rows = await subscribersOf(ctx, announcementId)
  for (const part of inParts(rows))
    await emitEach(
      ctx,
      part.map(({ subscriptionId }) => ({
        type: 'announcement.subscriber_due' as const,
        payload: { announcementId, subscriptionId, occasion }
      }))
    )
}

/** Subscriptions to a public announcement, its type or a service, one of each address. */
export async function subscribersOf(ctx: Context, announcementId: number) {
  const [found] = await ctx.db
    .select()
    .from(announcements)
    .where(and(eq(announcements.id, announcementId), visibleAnnouncements(guest)))
  if (!found || !isPublic(found.state)) return []
  const { id, email, kind, key, confirmedAt } = announcementSubscriptions
  const ofType = and(eq(kind, 'type'), eq(key, found.type))
  const ofService = and(eq(kind, 'service'), inArray(key, [...found.services, '']))
  const ofItself = and(eq(kind, 'announcement'), eq(key, String(found.id)))
  return ctx.db
    .selectDistinctOn([email], { subscriptionId: id })
    .from(announcementSubscriptions)
    .where(and(isNotNull(confirmedAt), or(ofType, ofService, ofItself)))
    .orderBy(email, asc(id))
}

/** The mail that asks to confirm a subscription; undefined if there is nothing to confirm. */
export async function confirmationMail(outer: Context, id: number): Promise<Letter | undefined> {
  const found = await findSubscription(outer, id)
  if (!found) return undefined
  const { locale } = found
  const ctx = contextOf(outer, found)
  const [{ name: site }, topic] = await Promise.all([siteWords(ctx), topicOf(ctx, found)])
  const text = [
    m.announcements_subscription_mail_body({ site, topic }, { locale }),
    linkTo(ctx, 'confirm', id),
    m.announcements_subscription_mail_ignore({}, { locale })
  ]
  const subject = m.announcements_subscription_mail_subject({ topic }, { locale })
  return { to: found.email, locale, subject, text: `${text.join('\n\n')}\n` }
}

/**
 * The mail about an announcement; undefined if the subscription has ended or guests may not read the
 * announcement any more.
 */
export async function subscriberMail(
  outer: Context,
  payload: { announcementId: number; subscriptionId: number; occasion: Occasion }
): Promise<Letter | undefined> {
  const { announcementId, subscriptionId, occasion } = payload
  const found = await findSubscription(outer, subscriptionId)
  if (!found?.confirmedAt) return undefined
  const { locale } = found
  const ctx = contextOf(outer, found)
  const said = (await describeAnnouncements(ctx, [announcementId])).get(announcementId)
  if (!said) return undefined
  const [{ name: site }, topic] = await Promise.all([siteWords(ctx), topicOf(ctx, found)])
  const link = linkTo(ctx, 'end', subscriptionId)
  const { publicOrigin } = ctx.ports
  const text = [
    ...[said.title, said.text].filter(Boolean),
    `${m.announcements_subscription_mail_read({}, { locale })}\n${publicOrigin}${said.url}`,
    `-- \n${m.announcements_subscription_mail_why({ topic, site }, { locale })}`,
    `${m.announcements_subscription_mail_end({}, { locale })}\n${link}`
  ]
  return {
    ...{ to: found.email, locale, text: `${text.join('\n\n')}\n` },
    subject: translate(`notifications_mail_${occasion}_subject`, { title: said.title }, locale),
    headers: {
      'List-Id': `<announcements.${new URL(publicOrigin).hostname}>`,
      'List-Unsubscribe': `<${link}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
    }
  }
}

const contextOf = (ctx: Context, { locale }: Subscription): Context => ({
  ...{ ...ctx, actor: guest, locale }
})

const pages = { confirm: 'confirmation', end: 'unsubscription' }

const linkTo = ({ ports }: Context, purpose: LinkPurpose, id: number) =>
  `${ports.publicOrigin}/api/v1/announcements/subscriptions/${pages[purpose]}?token=${linkToken(ports, purpose, id)}`

async function findSubscription({ db }: Context, id: number): Promise<Subscription | undefined> {
  const isIt = eq(announcementSubscriptions.id, id)
  const [found] = await db.select().from(announcementSubscriptions).where(isIt)
  return found
}

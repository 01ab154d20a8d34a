import { and, inArray, isNull, not } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findRestoration, PostponedJob, type StoredEvent } from '@stoa/core/effects'
import type { Mail } from '@stoa/email'
import { m } from '@stoa/messages'
import type { Notification } from './contract.ts'
import { deliver } from './delivery.ts'
import { isWithin } from './digest-queue.ts'
import { findNotifications } from './inbox.ts'
import { frame, sentenceOf } from './mail-parts.ts'
import { notificationMail } from './mails.ts'
import { wordsOfPosts } from './post-words.ts'
import { isMailed } from './preferences.ts'
import { endOfQuiet, ownQuietHours } from './quiet-hours.ts'
import { recipientOf, type Recipient } from './readers.ts'
import { notifications, postKinds } from './schema.ts'

const linesPerDigest = 20
/** Graphemes of a post. */
const lengthAlone = 600
const lengthAmongOthers = 200

type Payload = StoredEvent<'digest.due'>['payload']

/**
 * Sends one mail of the unread notifications of a period, of the kinds mailed at this frequency.
 */
export async function mailDigest(
  ctx: Context,
  { payload }: StoredEvent<'digest.due'>
): Promise<void> {
  const recipient = await recipientOf(ctx, payload.userId)
  if (!recipient) return
  await waitForQuiet(recipient.ctx)
  const { userId, until, frequency } = payload
  const since = await sinceRestored(ctx, payload.since)
  const isNew = and(isNull(notifications.readAt), isNull(notifications.mailedAt))
  const condition = and(isIn(frequency), isWithin(since, until), isNew)
  const items = await findNotifications(recipient.ctx, condition, linesPerDigest)
  const unread = items.filter(({ read, title }) => !read && title !== '')
  if (unread.length === 0) return
  const of = frequency === 'daily' ? until.slice(0, 10) : `${frequency}:${until}`
  await deliver(ctx, await mailOf(recipient, unread, `digest:${userId}:${of}`))
  await markMailed(ctx, unread)
}

/** @throws PostponedJob until the end of the recipient's quiet hours */
async function waitForQuiet(ctx: Context): Promise<void> {
  const end = endOfQuiet(ctx.now, await ownQuietHours(ctx), ctx.actor.timeZone ?? 'UTC')
  if (end) throw new PostponedJob(end)
}

/** Leaves them out of the next mail, which takes up what was stored too late for this one. */
const markMailed = ({ db, now: mailedAt }: Context, items: readonly Notification[]) =>
  db
    .update(notifications)
    .set({ mailedAt })
    .where(
      inArray(
        notifications.id,
        items.map(({ id }) => id)
      )
    )

/** Those about posts wait apart from the others that are mailed at once. */
function isIn(frequency: Payload['frequency']) {
  if (frequency === 'daily' || frequency === 'weekly') return isMailed(frequency)
  const isAboutPost = inArray(notifications.kind, [...postKinds])
  return and(isMailed('at_once'), frequency === 'posts' ? isAboutPost : not(isAboutPost))
}

/** The mail about a single post says what it says; a digest begins each. */
async function mailOf(recipient: Recipient, items: Notification[], key: string): Promise<Mail> {
  const [item, ...others] = items
  const ids = items.filter(({ kind }) => postKinds.includes(kind)).map(({ id }) => id)
  const isAlone = item !== undefined && others.length === 0 && postKinds.includes(item.kind)
  const words = await wordsOfPosts(recipient.ctx, ids, isAlone ? lengthAlone : lengthAmongOthers)
  return isAlone
    ? notificationMail(recipient, item, words.get(item.id), key)
    : digestMail(recipient, items, words, key)
}

/**
 * Limits the period to the time after a restore, because older notifications were mailed by the
 * original forum.
 */
async function sinceRestored(ctx: Context, since: string): Promise<string> {
  const restoredAt = (await findRestoration(ctx))?.restoredAt ?? since
  return since < restoredAt ? restoredAt : since
}

function digestMail(
  recipient: Recipient,
  items: Notification[],
  words: ReadonlyMap<number, string>,
  key: string
): Mail {
  const { ctx, username } = recipient
  const { locale } = ctx
  const lines = items.flatMap((item) => [
    `${sentenceOf(item, ctx)}\n  ${ctx.ports.publicOrigin}${item.url}`,
    ...[words.get(item.id) ?? []].flat()
  ])
  const all = `${m.notifications_mail_digest_all({}, { locale })}\n${ctx.ports.publicOrigin}/notifications`
  const paragraphs = [m.email_greeting({ name: username }, { locale }), ...lines, all]
  const subject = m.notifications_mail_digest_subject({ count: items.length }, { locale })
  const about = items.every(({ kind }) => postKinds.includes(kind)) ? 'posts' : 'digest'
  return { ...frame(recipient, about, key, paragraphs), subject }
}

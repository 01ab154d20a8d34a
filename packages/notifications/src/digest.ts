import { and, eq, gt, inArray, isNull, lte } from 'drizzle-orm'
import { after, emitAll, transaction, type Context } from '@stoa/core'
import { findRestoration, isDeliveryHeld, type StoredEvent } from '@stoa/core/effects'
import { settings } from '@stoa/core/schema'
import { m } from '@stoa/messages'
import type { Notification } from './contract.ts'
import { deliver } from './delivery.ts'
import { findNotifications } from './inbox.ts'
import { frame, sentenceOf } from './mail-parts.ts'
import type { Mail } from '@stoa/email'
import { kindsMailed } from './preferences.ts'
import { recipientOf, type Recipient } from './readers.ts'
import { notificationMail } from './mails.ts'
import { wordsOfPosts } from './post-words.ts'
import { notifications, postKinds, type Kind } from './schema.ts'

const day = 24 * 3600_000
const linesPerDigest = 20
/** Graphemes of a post. */
const lengthAlone = 600
const lengthAmongOthers = 200

/** The setting that holds the end of the last digest period. */
const gathered = 'digests_until'
/** The maximum length of a digest period, however long none was sent. */
const oldest = 7 * day

/**
 * Queues the daily mail of all users with unread notifications since the last digests. Periods
 * follow each other without a gap, however late one is, for example after a hold of delivery.
 */
export async function queueDigests(given: Context): Promise<void> {
  if (await isDeliveryHeld(given)) return
  await transaction(given, async (ctx) => {
    const since = await lastGathered(ctx)
    const rows = await ctx.db
      .selectDistinct({ userId: notifications.userId })
      .from(notifications)
      .where(and(isNull(notifications.readAt), isWithin(since, ctx.now)))
    const period = { since, until: ctx.now, frequency: 'daily' as const }
    await emitAll(
      ctx,
      'digest.due',
      rows.map((row) => ({ ...row, ...period }))
    )
  })
}

/** Returns the end of the last period and stores now as the end of this one. */
async function lastGathered({ db, now }: Context): Promise<string> {
  const isIt = eq(settings.name, gathered)
  const [row] = await db.select({ value: settings.value }).from(settings).where(isIt).for('update')
  const values = { value: now, updatedAt: now }
  await db
    .insert(settings)
    .values({ name: gathered, ...values })
    .onConflictDoUpdate({ target: settings.name, set: values })
  if (!row) return after(now, -day)
  const before = String(row.value)
  return before < after(now, -oldest) ? after(now, -oldest) : before
}

const isWithin = (since: string, until: string) =>
  and(gt(notifications.createdAt, since), lte(notifications.createdAt, until))

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
  const { userId, until, frequency } = payload
  const since = await sinceRestored(ctx, payload.since)
  const kinds = await kindsOf(ctx, payload)
  const period = isWithin(since, until)
  const condition = and(inArray(notifications.kind, kinds), period, isNull(notifications.readAt))
  const items = await findNotifications(recipient.ctx, condition, linesPerDigest)
  const unread = items.filter(({ read, title }) => !read && title !== '')
  if (unread.length === 0) return
  const key = `digest:${userId}:${frequency === 'daily' ? ctx.now.slice(0, 10) : `${frequency}:${until}`}`
  await deliver(ctx, await mailOf(recipient, unread, key))
}

/** Those about posts wait apart from the others that are mailed at once. */
async function kindsOf(ctx: Context, { userId, frequency }: Payload): Promise<Kind[]> {
  if (frequency === 'daily') return kindsMailed(ctx, userId, 'daily')
  const kinds = await kindsMailed(ctx, userId, 'at_once')
  return kinds.filter((kind) => postKinds.includes(kind) === (frequency === 'posts'))
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
  return { ...frame(recipient, 'digest', key, paragraphs), subject }
}

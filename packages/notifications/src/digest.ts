import { and, gt, inArray, isNull } from 'drizzle-orm'
import { after, emitAll, type Context, type HappenedEvent } from '@stoa/core'
import { m } from '@stoa/messages'
import type { Notification } from './contract.ts'
import { deliver } from './delivery.ts'
import { findNotifications } from './inbox.ts'
import { frame, sentenceOf } from './mail-parts.ts'
import type { Mail } from './ports.ts'
import { dailyKinds } from './preferences.ts'
import { recipientOf, type Recipient } from './readers.ts'
import { notifications } from './schema.ts'

const day = 24 * 3600_000
const linesPerDigest = 20

/** Queues the daily mail of everybody who has something unread since yesterday. */
export async function queueDigests(ctx: Context): Promise<void> {
  const rows = await ctx.db
    .selectDistinct({ userId: notifications.userId })
    .from(notifications)
    .where(and(isNull(notifications.readAt), gt(notifications.createdAt, after(ctx.now, -day))))
  await emitAll(ctx, 'digest.due', rows)
}

/** The daily mail: what is unread since yesterday of the kinds that are not mailed at once. */
export async function mailDigest(
  ctx: Context,
  { payload }: HappenedEvent<'digest.due'>
): Promise<void> {
  const recipient = await recipientOf(ctx, payload.userId)
  if (!recipient) return
  const kinds = await dailyKinds(ctx, payload.userId)
  const recent = gt(notifications.createdAt, after(ctx.now, -day))
  const condition = and(inArray(notifications.kind, kinds), recent, isNull(notifications.readAt))
  const items = await findNotifications(recipient.ctx, condition, linesPerDigest)
  const unread = items.filter(({ read, title }) => !read && title !== '')
  if (unread.length === 0) return
  await deliver(
    ctx,
    digestMail(recipient, unread, `digest:${payload.userId}:${ctx.now.slice(0, 10)}`)
  )
}

function digestMail(recipient: Recipient, items: Notification[], key: string): Mail {
  const { ctx, username } = recipient
  const { locale } = ctx
  const lines = items.map(
    (item) => `${sentenceOf(item, ctx)}\n  ${ctx.ports.publicOrigin}${item.url}`
  )
  const paragraphs = [m.email_greeting({ name: username }, { locale }), ...lines]
  const subject = m.notifications_mail_digest_subject({ count: items.length }, { locale })
  return { ...frame(recipient, 'digest', key, paragraphs), subject }
}

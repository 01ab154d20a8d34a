import { eq, isNull, lte } from 'drizzle-orm'
import { after, emitAll, transaction, type Context } from '@stoa/core'
import { departureOf, isDeliveryHeld } from '@stoa/core/effects'
import type { Notification } from './contract.ts'
import { secondsUntilMail } from './delivery.ts'
import type { Recipient } from './readers.ts'
import { foldedMails as folded } from './schema.ts'

/**
 * Whether a mail about a notification is sent now. Beyond the hourly limit of its recipient it
 * waits, and becomes one line of a single mail at the end of that hour, like all that follow until
 * then. Mails held until delivery is resumed are combined in the same way.
 */
export async function leavesNow(
  ctx: Context,
  userId: number,
  { email }: Recipient,
  { kind, createdAt }: Pick<Notification, 'kind' | 'createdAt'>
): Promise<boolean> {
  const departure = await departureOf(ctx, createdAt)
  if (departure === 'after_resume') await fold(ctx, userId, { since: createdAt, dueAt: ctx.now })
  if (departure !== 'now') return false
  // Staff on call are woken by each.
  if (kind === 'urgent_case') return true
  const [before] = await ctx.db.select().from(folded).where(eq(folded.userId, userId))
  const notifiedUntil = before?.notifiedUntil ?? ''
  if (before?.dueAt || createdAt <= notifiedUntil) return false
  const seconds = await secondsUntilMail(ctx, email)
  if (seconds > 0)
    await fold(ctx, userId, { since: createdAt, dueAt: after(ctx.now, seconds * 1000) })
  return seconds === 0
}

const fold = ({ db }: Context, userId: number, waiting: { since: string; dueAt: string }) =>
  db
    .insert(folded)
    .values({ userId, ...waiting })
    .onConflictDoUpdate({
      target: folded.userId,
      set: waiting,
      setWhere: isNull(folded.dueAt)
    })

/** Queues the combined mails that are due, unless delivery is held. */
export async function queueFolded(given: Context): Promise<void> {
  if (await isDeliveryHeld(given)) return
  await transaction(given, async (ctx) => {
    const rows = await ctx.db
      .update(folded)
      .set({ dueAt: null, notifiedUntil: ctx.now })
      .where(lte(folded.dueAt, ctx.now))
      .returning({ userId: folded.userId, since: folded.since })
    const mails = rows.map(({ userId, since }) => ({
      ...{ userId, frequency: 'at_once' as const },
      // A digest excludes its start time, and this one must include its first notification.
      ...{ since: after(since, -1), until: ctx.now }
    }))
    await emitAll(ctx, 'digest.due', mails)
  })
}

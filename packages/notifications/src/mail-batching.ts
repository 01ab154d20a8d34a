import { lte, sql } from 'drizzle-orm'
import { after, emitAll, transaction, type Context } from '@stoa/core'
import { departureAfter, isDeliveryHeld, type Restoration } from '@stoa/core/effects'
import { secondsUntilMails } from './delivery.ts'
import type { Recipient } from './readers.ts'
import { foldedMails as folded, type Kind } from './schema.ts'

/** A notification that may be mailed. `mails` has the mails of its reader that wait, if any do. */
export type Mailable = {
  recipient: Recipient
  userId: number
  kind: Kind
  createdAt: string
  mails: { dueAt: string | null; notifiedUntil: string | null } | null
  restoration: Restoration | null
}

/**
 * Finds those that are mailed now. Beyond the hourly limit of its recipient a mail waits, and
 * becomes one line of a single mail at the end of that hour, like all that follow until then. Mails
 * held until delivery is resumed are combined in the same way.
 */
export async function leavingNow<T extends Mailable>(
  ctx: Context,
  mailable: readonly T[]
): Promise<T[]> {
  const leaving: T[] = []
  for (const one of mailable) {
    const departure = departureAfter(one.restoration, one.createdAt)
    if (departure === 'after_resume') await fold(ctx, one, ctx.now)
    // Staff on call are woken by each.
    if (departure === 'now' && (one.kind === 'urgent_case' || !isCombined(one))) leaving.push(one)
  }
  const counted = leaving.filter(({ kind }) => kind !== 'urgent_case')
  const waits = await secondsUntilMails(
    ctx,
    counted.map(({ recipient }) => recipient.email)
  )
  const waiting = new Map(counted.map((one, at) => [one, waits[at] ?? 0]))
  for (const [one, seconds] of waiting)
    if (seconds > 0) await fold(ctx, one, after(ctx.now, seconds * 1000))
  return leaving.filter((one) => !waiting.get(one))
}

/** Whether it becomes a line of a combined mail, or was one. */
const isCombined = ({ mails, createdAt }: Mailable) =>
  Boolean(mails?.dueAt) || createdAt <= isoTime(mails?.notifiedUntil)

const isoTime = (time: string | null | undefined) => (time ? new Date(time).toISOString() : '')

/** Of mails that wait already, the earliest notification and the time at which they leave stay. */
const fold = ({ db }: Context, { userId, createdAt }: Mailable, dueAt: string) =>
  db
    .insert(folded)
    .values({ userId, since: createdAt, dueAt })
    .onConflictDoUpdate({
      target: folded.userId,
      set: {
        since: sql`case when ${folded.dueAt} is null then excluded.since
          else least(${folded.since}, excluded.since) end`,
        dueAt: sql`coalesce(${folded.dueAt}, excluded.due_at)`
      }
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

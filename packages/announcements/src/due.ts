import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { after, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { authorize } from './policy.ts'
import { announcementEditions } from './revisions.ts'
import { announcements, announcementUpdates } from './schema.ts'

/**
 * Milliseconds before followers are notified: long enough to notice a mistake on the page first.
 */
const untilNotified = 2 * 60_000

/** Notification columns of something published now. */
export const notifiedFrom = (now: string) => ({
  notifyAt: after(now, untilNotified),
  notifiedAt: null
})

/**
 * Stops the notification of followers, or for a correction of those who were notified of the
 * original. Possible in the two minutes before it.
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_notified`
 */
export async function stopNotifying(ctx: Context, id: number): Promise<void> {
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const { notifiedAt } = await announcementEditions.lock(ctx, { id })
    if (notifiedAt !== null) throw conflict('announcement_notified')
    await ctx.db.update(announcements).set({ notifyAt: null }).where(eq(announcements.id, id))
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

/** Stops the notification of an update. @throws as `stopNotifying` */
export async function stopNotifyingUpdate(
  ctx: Context,
  id: number,
  updateId: number
): Promise<void> {
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await announcementEditions.lock(ctx, { id })
    const ofIt = and(
      eq(announcementUpdates.id, updateId),
      eq(announcementUpdates.announcementId, id)
    )
    const [update] = await ctx.db.select().from(announcementUpdates).where(ofIt).for('update')
    if (!update) throw notFound()
    if (update.notifiedAt !== null) throw conflict('announcement_notified')
    await ctx.db.update(announcementUpdates).set({ notifyAt: null }).where(ofIt)
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

/** Emits events for all due notifications. Safe on several nodes. */
export async function notifyDue(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await notifyOfAnnouncements(ctx)
    await notifyOfUpdates(ctx)
  })
}

const isDue = (table: typeof announcements | typeof announcementUpdates, now: string) =>
  and(isNull(table.notifiedAt), isNotNull(table.notifyAt), lte(table.notifyAt, now))

async function notifyOfAnnouncements(ctx: Context) {
  const due = await ctx.db
    .update(announcements)
    .set({ notifiedAt: ctx.now })
    .where(isDue(announcements, ctx.now))
    .returning({ announcementId: announcements.id, state: announcements.state })
  for (const { announcementId, state } of due) {
    const type = state === 'withdrawn' ? 'announcement.correction_due' : 'announcement.due'
    await emit(ctx, type, { announcementId })
  }
}

async function notifyOfUpdates(ctx: Context) {
  const due = await ctx.db
    .update(announcementUpdates)
    .set({ notifiedAt: ctx.now })
    .where(isDue(announcementUpdates, ctx.now))
    .returning()
  for (const { id, announcementId, phase } of due)
    await emit(ctx, 'announcement.update_due', {
      ...{ announcementId, updateId: id },
      resolved: phase === 'resolved'
    })
}

/** Stops pending notifications of updates after a withdrawal. */
export async function stopUpdates({ db }: Context, id: number): Promise<void> {
  await db
    .update(announcementUpdates)
    .set({ notifyAt: null })
    .where(and(eq(announcementUpdates.announcementId, id), isNull(announcementUpdates.notifiedAt)))
}

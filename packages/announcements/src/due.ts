import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { after, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { checkMayAnnounce, lockAnnouncement } from './policy.ts'
import { announcements, announcementUpdates } from './schema.ts'

/** Long enough to see a mistake on the page before it is in thousands of inboxes. */
const untilNotified = 2 * 60_000

/** When somebody is told of what is published now. */
export const notifiedFrom = (now: string) => ({
  notifyAt: after(now, untilNotified),
  notifiedAt: null
})

/**
 * Stops that followers are told of an announcement, or those who were told of the correction, in the
 * two minutes before they are.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_told`
 */
export async function stopNotifying(ctx: Context, id: number): Promise<void> {
  checkMayAnnounce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const { notifiedAt } = await lockAnnouncement(ctx, id)
    if (notifiedAt !== null) throw conflict('announcement_told')
    await ctx.db.update(announcements).set({ notifyAt: null }).where(eq(announcements.id, id))
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

/** The same of an update. @throws as `stopNotifying` */
export async function stopNotifyingUpdate(
  ctx: Context,
  id: number,
  updateId: number
): Promise<void> {
  checkMayAnnounce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await lockAnnouncement(ctx, id)
    const ofIt = and(
      eq(announcementUpdates.id, updateId),
      eq(announcementUpdates.announcementId, id)
    )
    const [update] = await ctx.db.select().from(announcementUpdates).where(ofIt).for('update')
    if (!update) throw notFound()
    if (update.notifiedAt !== null) throw conflict('announcement_told')
    await ctx.db.update(announcementUpdates).set({ notifyAt: null }).where(ofIt)
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

/** Lets everybody be told whose time has come; safe on any number of nodes at once. */
export async function notifyDue(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await notifyOfAnnouncements(ctx)
    await notifyOfUpdates(ctx)
  })
}

const isDue = (table: typeof announcements | typeof announcementUpdates, now: string) =>
  and(isNull(table.notifiedAt), isNotNull(table.notifyAt), lte(table.notifyAt, now))

async function notifyOfAnnouncements(ctx: Context) {
  const told = await ctx.db
    .update(announcements)
    .set({ notifiedAt: ctx.now })
    .where(isDue(announcements, ctx.now))
    .returning({ announcementId: announcements.id, state: announcements.state })
  for (const { announcementId, state } of told) {
    const type = state === 'withdrawn' ? 'announcement.correction_due' : 'announcement.due'
    await emit(ctx, type, { announcementId })
  }
}

async function notifyOfUpdates(ctx: Context) {
  const told = await ctx.db
    .update(announcementUpdates)
    .set({ notifiedAt: ctx.now })
    .where(isDue(announcementUpdates, ctx.now))
    .returning()
  for (const { id, announcementId, phase } of told)
    await emit(ctx, 'announcement.update_due', {
      ...{ announcementId, updateId: id },
      resolved: phase === 'resolved'
    })
}

/** Nobody is told any more of what went before a withdrawal. */
export async function stopUpdates({ db }: Context, id: number): Promise<void> {
  await db
    .update(announcementUpdates)
    .set({ notifyAt: null })
    .where(and(eq(announcementUpdates.announcementId, id), isNull(announcementUpdates.notifiedAt)))
}

import { eq } from 'drizzle-orm'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { stopUpdates, notifiedFrom } from './due.ts'
import { markThreads } from './marks.ts'
import { checkMayAnnounce, lockAnnouncement, type Found } from './policy.ts'
import { waitsFor } from './powers.ts'
import { announcementProposals, announcements, type Bodies } from './schema.ts'
import { sign } from './signing.ts'

/**
 * Ends an announcement now.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_over`
 */
export async function expire(ctx: Context, id: number): Promise<void> {
  checkMayAnnounce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const { state } = await lockAnnouncement(ctx, id)
    if (state !== 'published') throw conflict('announcement_over')
    await ctx.db
      .update(announcements)
      .set({ state: 'expired', expiresAt: ctx.now })
      .where(eq(announcements.id, id))
    await recordExpired(ctx, id)
  })
}

/** What is over says so in its threads and in its signed copy. */
export async function recordExpired(ctx: Context, id: number): Promise<void> {
  await markThreads(ctx, id)
  await sign(ctx, id)
  await emit(ctx, 'announcement.expired', { announcementId: id })
}

/**
 * Takes back what was wrong, in the transaction of `ctx`; the row is locked and public. Its words are
 * shown no more; the correction, where there is one, stands in their place. Two minutes later it
 * reaches whoever was told the original.
 * @throws Problem 409 `announcement_not_public`
 */
export async function putWithdrawal(
  ctx: Context,
  { id, state: before }: Found,
  correction: Bodies | null
): Promise<void> {
  if (before !== 'published' && before !== 'expired') throw conflict('announcement_not_public')
  const state = { state: 'withdrawn', withdrawnAt: ctx.now, changedAt: ctx.now } as const
  await ctx.db
    .update(announcements)
    .set({ ...state, correction, ...notifiedFrom(ctx.now) })
    .where(eq(announcements.id, id))
  // Nothing else is said of it any more.
  await stopUpdates(ctx, id)
  await ctx.db
    .update(announcementProposals)
    .set({ outcome: 'dropped', decidedAt: ctx.now })
    .where(waitsFor(id))
  await markThreads(ctx, id)
  await sign(ctx, id)
  await emit(ctx, 'announcement.withdrawn', { announcementId: id })
}

/**
 * Puts a correction in the place of what was withdrawn, in the transaction of `ctx`; the row is locked.
 * It reaches whoever was told the original.
 * @throws Problem 409 `announcement_not_public`
 */
export async function putCorrection(
  ctx: Context,
  { id, state }: Found,
  correction: Bodies
): Promise<void> {
  if (state !== 'withdrawn') throw conflict('announcement_not_public')
  await ctx.db
    .update(announcements)
    .set({ correction, changedAt: ctx.now, ...notifiedFrom(ctx.now) })
    .where(eq(announcements.id, id))
  await sign(ctx, id)
  await emit(ctx, 'announcement.changed', { announcementId: id })
}

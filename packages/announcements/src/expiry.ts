import { eq } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { stopUpdates, notifiedFrom } from './due.ts'
import { markThreads } from './marks.ts'
import { authorize } from './policy.ts'
import { announcementEditions } from './revisions.ts'
import { waitsFor } from './second-person.ts'
import { announcementProposals, announcements, type Bodies, type StoredHtml } from './schema.ts'
import { sign } from './sign.ts'

/**
 * Expires an announcement now.
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_over`
 */
export async function expire(ctx: Context, id: number): Promise<void> {
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    authorize.expire(ctx.actor, await announcementEditions.lock(ctx, { id }))
    await ctx.db
      .update(announcements)
      .set({ state: 'expired', expiresAt: ctx.now })
      .where(eq(announcements.id, id))
    await recordExpired(ctx, id)
  })
}

type Correction = { bodies: Bodies; html: StoredHtml }

const columnsOf = (correction: Correction | null) => ({
  correction: correction?.bodies ?? null,
  correctionHtml: correction?.html ?? null
})

/** Updates marks and signed copy of an expired announcement, and emits the event. */
export async function recordExpired(ctx: Context, id: number): Promise<void> {
  await markThreads(ctx, id)
  await sign(ctx, id)
  await emit(ctx, 'announcement.expired', { announcementId: id })
}

/** Drops the updates and corrections that wait for a second person. */
export const dropProposals = ({ db, now }: Context, id: number) =>
  db.update(announcementProposals).set({ outcome: 'dropped', decidedAt: now }).where(waitsFor(id))

/**
 * Withdraws a public announcement, in the transaction of `ctx` that has locked it and has dropped
 * what waited. Its text is replaced by the correction, if there is one. Two minutes later, those who
 * were notified of the original are notified.
 */
export async function putWithdrawal(
  ctx: Context,
  id: number,
  correction: Correction | null
): Promise<void> {
  const state = { state: 'withdrawn', withdrawnAt: ctx.now, changedAt: ctx.now } as const
  await ctx.db
    .update(announcements)
    .set({ ...state, approvalDue: false, ...columnsOf(correction), ...notifiedFrom(ctx.now) })
    .where(eq(announcements.id, id))
  // Pending notifications are dropped.
  await stopUpdates(ctx, id)
  await markThreads(ctx, id)
  await sign(ctx, id)
  await emit(ctx, 'announcement.withdrawn', { announcementId: id })
}

/**
 * Adds a correction to a withdrawn announcement, in the transaction of `ctx` that has locked it.
 * Those who were notified of the original are notified.
 */
export const putCorrection = (ctx: Context, id: number, correction: Correction): Promise<void> =>
  setCorrection(ctx, id, { ...columnsOf(correction), ...notifiedFrom(ctx.now) })

/** Removes a correction that a second person did not approve. */
export const removeCorrection = (ctx: Context, id: number): Promise<void> =>
  setCorrection(ctx, id, columnsOf(null))

async function setCorrection(
  ctx: Context,
  id: number,
  columns: Partial<typeof announcements.$inferInsert>
): Promise<void> {
  await ctx.db
    .update(announcements)
    .set({ ...columns, changedAt: ctx.now })
    .where(eq(announcements.id, id))
  await sign(ctx, id)
  await emit(ctx, 'announcement.changed', { announcementId: id })
}

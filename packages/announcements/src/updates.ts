import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, emit, invalid, write, type Context } from '@stoa/core'
import { phasesOf } from './content.ts'
import type { createdUpdate } from './contract.ts'
import { checkWords } from './ending.ts'
import { markThreads } from './marks.ts'
import { checkMayAnnounce, lockAnnouncement } from './policy.ts'
import { sign } from './signing.ts'
import { announcements, announcementUpdates, type Bodies, type Phase } from './schema.ts'

/**
 * Says how an incident or a maintenance goes on. Followers are told at once.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_not_public` and as
 * `checkWords`, 422 on `phase` for one that its kind doesn't have
 */
export async function addUpdate(
  ctx: Context,
  id: number,
  { phase, bodies }: { phase: Phase; bodies: Bodies }
): Promise<z.infer<typeof createdUpdate>> {
  checkMayAnnounce(ctx.actor)
  await checkWords(ctx, bodies, 'translations')
  return write(ctx, async (ctx) => {
    const { state, kind } = await lockAnnouncement(ctx, id)
    if (state !== 'published') throw conflict('announcement_not_public')
    if (!phasesOf(kind).includes(phase)) throw invalid('phase', 'field_invalid')
    const [update] = await ctx.db
      .insert(announcementUpdates)
      .values({ announcementId: id, phase, bodies, authorId: ctx.actor.id, createdAt: ctx.now })
      .returning({ id: announcementUpdates.id })
    if (!update) throw new Error('an update was not stored')
    await ctx.db
      .update(announcements)
      .set({ phase, changedAt: ctx.now })
      .where(eq(announcements.id, id))
    await markThreads(ctx, id)
    await sign(ctx, id)
    await emit(ctx, 'announcement.updated', {
      ...{ announcementId: id, updateId: update.id },
      resolved: phase === 'resolved'
    })
    return { id: update.id }
  })
}

import { eq } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { markThreads } from './marks.ts'
import { announcements, announcementUpdates, type Bodies, type Phase } from './schema.ts'
import { sign } from './signing.ts'

type Update = { phase: Phase; bodies: Bodies; authorId: number }

/**
 * Says how an incident or a maintenance goes on, in the transaction of `ctx`; the row is locked and
 * public. Followers are told at once.
 */
export async function putUpdate(
  ctx: Context,
  id: number,
  { phase, bodies, authorId }: Update
): Promise<number> {
  const [update] = await ctx.db
    .insert(announcementUpdates)
    .values({ announcementId: id, phase, bodies, authorId, createdAt: ctx.now })
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
  return update.id
}

import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import { emit, notFound, type Context } from '@stoa/core'
import { notifiedFrom } from './due.ts'
import { markThreads } from './marks.ts'
import { scheduleReminder } from './reminders.ts'
import {
  announcements,
  announcementUpdateRevisions,
  announcementUpdates,
  type Bodies,
  type Phase,
  type StoredHtml
} from './schema.ts'
import { sign } from './sign.ts'

type Wording = { bodies: Bodies; html: StoredHtml; authorId: number }
type Update = Wording & { phase: Phase }

/**
 * Publishes an update of an incident or a maintenance, in the transaction of `ctx` that has locked
 * the public announcement. Followers are notified two minutes later.
 */
export async function putUpdate(
  ctx: Context,
  id: number,
  { phase, bodies, html, authorId }: Update
): Promise<number> {
  const [update] = await ctx.db
    .insert(announcementUpdates)
    .values({
      ...{ announcementId: id, phase, bodies, html, authorId, createdAt: ctx.now },
      ...notifiedFrom(ctx.now)
    })
    .returning({ id: announcementUpdates.id })
  if (!update) throw new Error('an update was not stored')
  await ctx.db
    .update(announcements)
    .set({ phase, changedAt: ctx.now })
    .where(eq(announcements.id, id))
  await scheduleReminder(ctx, id)
  await markThreads(ctx, id)
  await sign(ctx, id)
  await emit(ctx, 'announcement.updated', { announcementId: id, updateId: update.id })
  return update.id
}

/**
 * Rewords an update, in the transaction of `ctx` that has locked its public announcement. The old
 * wording is kept. It triggers no notification; pending ones use the new wording.
 * @throws Problem 404
 */
export async function putWording(
  ctx: Context,
  updateId: number,
  { bodies, html, authorId }: Wording
): Promise<void> {
  const ofIt = eq(announcementUpdates.id, updateId)
  const [before] = await ctx.db.select().from(announcementUpdates).where(ofIt).for('update')
  if (!before) throw notFound()
  if (isDeepStrictEqual(before.bodies, bodies)) return
  await ctx.db.insert(announcementUpdateRevisions).values({
    ...{ updateId, bodies: before.bodies, authorId: before.authorId },
    ...{ since: before.changedAt ?? before.createdAt, until: ctx.now }
  })
  await ctx.db
    .update(announcementUpdates)
    .set({ bodies, html, authorId, changedAt: ctx.now })
    .where(ofIt)
  const { announcementId } = before
  await ctx.db
    .update(announcements)
    .set({ changedAt: ctx.now })
    .where(eq(announcements.id, announcementId))
  await scheduleReminder(ctx, announcementId)
  await sign(ctx, announcementId)
  await emit(ctx, 'announcement.changed', { announcementId })
}

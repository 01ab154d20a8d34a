import { and, eq, sql } from 'drizzle-orm'
import { emit, notFound, transaction, type Context } from '@stoa/core'
import { addThreadHistory, addMark, findModeratedThread, removeMark } from '@stoa/threads'
import { threadHistory } from '@stoa/threads/tables'
import { linkedThreadIds, sourceOf, stateOf } from './marks.ts'
import { findAnnouncement, isPublic } from './policy.ts'
import { announcements } from './schema.ts'

/**
 * Links a thread to an announcement that explains it; each shows the other's state.
 * @throws Problem 404 for either, 403 unless the actor moderates the thread's category
 */
export async function linkThread(ctx: Context, threadId: number, id: number): Promise<void> {
  const thread = await findModeratedThread(ctx, threadId)
  const { state } = await findAnnouncement(ctx, id)
  if (!isPublic(state)) throw notFound()
  await transaction(ctx, async (ctx) => {
    const mark = { ...sourceOf(id), state: stateOf(id), since: ctx.now }
    if (!(await addMark(ctx, threadId, mark))) return
    await addThreadHistory(ctx, thread, 'announcement_linked', { announcement: id })
    await record(ctx, thread, 'announcement_linked')
    await emit(ctx, 'announcement.linked', { threadId, announcementId: id })
  })
}

/**
 * Removes the link between a thread and an announcement.
 * @throws Problem 404, 403 unless the actor moderates the thread's category
 */
export async function unlinkThread(ctx: Context, threadId: number, id: number): Promise<void> {
  const thread = await findModeratedThread(ctx, threadId)
  await findAnnouncement(ctx, id)
  await transaction(ctx, async (ctx) => {
    if (!(await removeMark(ctx, threadId, sourceOf(id)))) return
    await addThreadHistory(ctx, thread, 'announcement_unlinked', { announcement: id })
    await record(ctx, thread, 'announcement_unlinked')
    await emit(ctx, 'announcement.unlinked', { threadId, announcementId: id })
  })
}

type Kind = 'announcement_linked' | 'announcement_unlinked'
type Thread = Awaited<ReturnType<typeof findModeratedThread>>

async function record(ctx: Context, { id, categoryId, authorId }: Thread, kind: Kind) {
  if (authorId === ctx.actor.id) return
  await ctx.ports.moderation.recordAction(ctx, { kind, categoryId, threadId: id, userId: authorId })
}

/**
 * Adds one official history line to each linked thread after an incident was resolved. Repeated
 * calls add nothing.
 */
export async function recordResolved(ctx: Context, id: number): Promise<void> {
  const [found] = await ctx.db
    .select({ phase: announcements.phase })
    .from(announcements)
    .where(eq(announcements.id, id))
    .for('update')
  if (found?.phase !== 'resolved') return
  for (const threadId of await linkedThreadIds(ctx, id)) await noteOn(ctx, threadId, id)
}

async function noteOn(ctx: Context, threadId: number, id: number) {
  const said = await ctx.db
    .select({ id: threadHistory.id })
    .from(threadHistory)
    .where(
      and(
        eq(threadHistory.threadId, threadId),
        eq(threadHistory.kind, 'announcement_resolved'),
        sql`${threadHistory.detail} ->> 'announcement' = ${String(id)}`
      )
    )
  if (said.length > 0) return
  const official = { ...ctx, actor: { ...ctx.actor, role: 'staff' as const } }
  await addThreadHistory(official, { id: threadId, categoryId: 0 }, 'announcement_resolved', {
    announcement: id
  })
}

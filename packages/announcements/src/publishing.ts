import { and, eq } from 'drizzle-orm'
import { checkRevision, conflict, emit, transaction, type Context } from '@stoa/core'
import { checkFilled } from './blanks.ts'
import { notifiedFrom } from './due.ts'
import { markThreads } from './marks.ts'
import { outsideOf } from './outside.ts'
import {
  approvalMayFollow,
  checkMayAnnounce,
  lockAnnouncement,
  needsSecondPerson,
  type Found
} from './policy.ts'
import { scheduleReminder } from './reminders.ts'
import { readRevision, showRevision } from './revisions.ts'
import { sign } from './signing.ts'
import { snapshotOfContent } from './snapshots.ts'
import { announcementRevisions, announcements, type Content, type State } from './schema.ts'

/** When the newest version may be shown: at once, with somebody looking later, or after they did. */
type Clearance = 'clear' | 'look_later' | 'wait'

/** What holds the newest version of an announcement back. */
export async function clearanceOf(
  ctx: Context,
  { approvedRevision, revision }: Found,
  content: Content
): Promise<Clearance> {
  const officialOnly = (await outsideOf(ctx, content)).length === 0
  if (!needsSecondPerson(content, officialOnly) || approvedRevision === revision) return 'clear'
  return approvalMayFollow(content, officialOnly) ? 'look_later' : 'wait'
}

const publishable: State[] = ['draft', 'awaiting', 'scheduled']

/** Whether it was never public, and may be. */
export const isPublishable = ({ state }: Pick<Found, 'state'>): boolean =>
  publishable.includes(state)

/**
 * Sends an announcement out: now, at the time it names, or when a second person approved it.
 * @param revision of the snapshot that the actor read
 * @returns the state it is in by that
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_not_draft`,
 * `announcement_over` for one that would be over before it is seen, and as `checkRevision`,
 * 422 as `checkFilled`
 */
export async function publish(
  ctx: Context,
  id: number,
  revision: string
): Promise<{ state: State }> {
  checkMayAnnounce(ctx.actor)
  return transaction(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    if (!isPublishable(found)) throw conflict('announcement_not_draft')
    const content = await readRevision(ctx, id, found.revision)
    checkRevision(revision, await snapshotOfContent(ctx, content, found.revision))
    await checkFilled(ctx, content.texts, found.createdAt)
    checkNotOver(ctx, content)
    return { state: await release(ctx, found, content) }
  })
}

/** @throws Problem 409 `announcement_over` where it would be over before it is seen */
export function checkNotOver({ now }: Context, { expiresAt }: Content): void {
  if (expiresAt !== null && expiresAt <= now) throw conflict('announcement_over')
}

/** What is not held back goes out, now or at its time. The row is locked. @returns the state it is in by that */
export async function release(ctx: Context, found: Found, content: Content): Promise<State> {
  const clearance = await clearanceOf(ctx, found, content)
  const later = content.publishAt !== null && content.publishAt > ctx.now
  if (clearance === 'wait' || (later && clearance === 'look_later'))
    return hold(ctx, found, 'awaiting')
  if (later) return hold(ctx, found, 'scheduled')
  await goLive(ctx, found, content, clearance)
  return 'published'
}

async function hold(ctx: Context, { id }: Found, state: State): Promise<State> {
  await ctx.db.update(announcements).set({ state }).where(eq(announcements.id, id))
  await emit(ctx, 'announcement.saved', { announcementId: id })
  return state
}

/** The first time that readers see it. The row is locked. */
export async function goLive(
  ctx: Context,
  found: Found,
  content: Content,
  clearance: Clearance
): Promise<void> {
  await showRevision(ctx, found, content)
  await ctx.db
    .update(announcements)
    .set({
      state: 'published',
      publishedAt: ctx.now,
      changedAt: ctx.now,
      ...notifiedFrom(ctx.now),
      publicRevision: found.revision,
      approvalDue: clearance === 'look_later'
    })
    .where(eq(announcements.id, found.id))
  await recordPublic(ctx, found)
  await scheduleReminder(ctx, found.id)
  await sign(ctx, found.id)
  await emit(ctx, 'announcement.published', { announcementId: found.id })
}

/** Another version of what is public. */
export async function makePublic(
  ctx: Context,
  found: Found,
  content: Content,
  clearance: Clearance
): Promise<void> {
  await showRevision(ctx, found, content)
  await ctx.db
    .update(announcements)
    .set({
      publicRevision: found.revision,
      approvalDue: clearance === 'look_later',
      changedAt: ctx.now
    })
    .where(eq(announcements.id, found.id))
  await recordPublic(ctx, found)
  await scheduleReminder(ctx, found.id)
  await markThreads(ctx, found.id)
  await sign(ctx, found.id)
  await emit(ctx, 'announcement.changed', { announcementId: found.id })
}

const recordPublic = ({ db, now }: Context, { id, revision }: Found) =>
  db
    .update(announcementRevisions)
    .set({ publishedAt: now })
    .where(
      and(eq(announcementRevisions.announcementId, id), eq(announcementRevisions.number, revision))
    )

/**
 * Takes back what waits to go out: a draft again.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_not_draft`
 */
export async function recall(ctx: Context, id: number): Promise<void> {
  checkMayAnnounce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    if (!isPublishable(found)) throw conflict('announcement_not_draft')
    await hold(ctx, found, 'draft')
  })
}

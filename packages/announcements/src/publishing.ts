import { and, eq } from 'drizzle-orm'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { checkFilled } from './blanks.ts'
import { renderVersion, type AnnouncementVersion } from './content.ts'
import { notifiedFrom } from './due.ts'
import { markThreads } from './marks.ts'
import { outsideOf } from './outside.ts'
import {
  authorize,
  basesOf,
  clearance,
  lockAnnouncement,
  type Clearance,
  type Found
} from './policy.ts'
import { scheduleReminder } from './reminders.ts'
import { readRevision, showRevision } from './revisions.ts'
import { sign } from './signing.ts'
import { checkNewest } from './snapshots.ts'
import { announcementRevisions, announcements, type Content, type State } from './schema.ts'

/** Returns the clearance of the newest version. */
export async function clearanceOf(
  ctx: Context,
  found: Found,
  version: AnnouncementVersion
): Promise<Clearance> {
  if (found.approvedRevision === found.revision) return 'clear'
  const officialOnly = (await outsideOf(ctx, version)).length === 0
  return clearance(basesOf(found, version.content), officialOnly)
}

/**
 * Publishes an announcement: now, at the time it names, or after a second person has approved it.
 * @param revision of the snapshot that the actor read
 * @returns the new state
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_draft`,
 * `announcement_over` if it would already have expired, and as `checkRevision`, 422 as
 * `checkFilled`
 */
export async function publish(
  ctx: Context,
  id: number,
  revision: string
): Promise<{ state: State }> {
  authorize.announce(ctx.actor)
  return transaction(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    authorize.publish(ctx.actor, found)
    const content = await readRevision(ctx, id, found.revision)
    await checkNewest(ctx, found, content, revision)
    await checkFilled(ctx, content.texts, found.createdAt)
    checkNotOver(ctx, content)
    return { state: await release(ctx, found, await renderVersion(ctx, content)) }
  })
}

/** @throws Problem 409 `announcement_over` if it would already have expired */
export function checkNotOver({ now }: Context, { expiresAt }: Content): void {
  if (expiresAt !== null && expiresAt <= now) throw conflict('announcement_over')
}

/**
 * Publishes or schedules a version, or lets it wait for a second person. The row is locked.
 * @returns the new state
 */
export async function release(
  ctx: Context,
  found: Found,
  version: AnnouncementVersion
): Promise<State> {
  const cleared = await clearanceOf(ctx, found, version)
  const { publishAt } = version.content
  const later = publishAt !== null && publishAt > ctx.now
  if (cleared === 'wait' || (later && cleared === 'look_later')) return hold(ctx, found, 'awaiting')
  if (later) return hold(ctx, found, 'scheduled')
  await goLive(ctx, found, version, cleared)
  return 'published'
}

async function hold(ctx: Context, { id }: Found, state: State): Promise<State> {
  await ctx.db.update(announcements).set({ state }).where(eq(announcements.id, id))
  await emit(ctx, 'announcement.saved', { announcementId: id })
  if (state === 'awaiting') await askForApproval(ctx, id)
  return state
}

/** Notifies those who can approve that the newest version waits for them. */
export const askForApproval = (ctx: Context, announcementId: number) =>
  emit(ctx, 'announcement.approval_requested', { announcementId, proposalId: null })

/** Publishes an announcement for the first time. The row is locked. */
export async function goLive(
  ctx: Context,
  found: Found,
  version: AnnouncementVersion,
  cleared: Clearance
): Promise<void> {
  await showRevision(ctx, found, version)
  await ctx.db
    .update(announcements)
    .set({
      state: 'published',
      publishedAt: ctx.now,
      changedAt: ctx.now,
      ...notifiedFrom(ctx.now),
      publicRevision: found.revision,
      approvalDue: cleared === 'look_later'
    })
    .where(eq(announcements.id, found.id))
  await recordPublic(ctx, found)
  await scheduleReminder(ctx, found.id)
  await sign(ctx, found.id)
  await emit(ctx, 'announcement.published', { announcementId: found.id })
  if (cleared === 'look_later') await askForApproval(ctx, found.id)
}

/** Publishes another version of a public announcement. */
export async function makePublic(
  ctx: Context,
  found: Found,
  version: AnnouncementVersion,
  cleared: Clearance
): Promise<void> {
  await showRevision(ctx, found, version)
  await ctx.db
    .update(announcements)
    .set({
      publicRevision: found.revision,
      approvalDue: cleared === 'look_later',
      changedAt: ctx.now
    })
    .where(eq(announcements.id, found.id))
  await recordPublic(ctx, found)
  await scheduleReminder(ctx, found.id)
  await markThreads(ctx, found.id)
  await sign(ctx, found.id)
  await emit(ctx, 'announcement.changed', { announcementId: found.id })
  if (cleared === 'look_later') await askForApproval(ctx, found.id)
}

const recordPublic = ({ db, now }: Context, { id, revision }: Found) =>
  db
    .update(announcementRevisions)
    .set({ publishedAt: now })
    .where(
      and(eq(announcementRevisions.announcementId, id), eq(announcementRevisions.number, revision))
    )

/**
 * Returns a waiting or scheduled announcement to draft.
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_draft`
 */
export async function recallNotification(ctx: Context, id: number): Promise<void> {
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    authorize.recall(ctx.actor, found)
    await hold(ctx, found, 'draft')
  })
}

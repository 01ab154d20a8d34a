import { eq } from 'drizzle-orm'
import { behindOf } from '@stoa/accounts/approvals'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { checkFilled } from './blanks.ts'
import { renderVersion, type AnnouncementVersion } from './content.ts'
import { notifiedFrom } from './due.ts'
import { markThreads } from './marks.ts'
import { outsideOf } from './outside.ts'
import { authorize, basesOf, clearance, type Clearance, type Found } from './policy.ts'
import { scheduleReminder } from './reminders.ts'
import { announcementEditions, editorsOf, showRevision } from './revisions.ts'
import { sign } from './sign.ts'
import { announcements, type Content, type State } from './schema.ts'

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
    const found = await announcementEditions.lock(ctx, { id })
    authorize.publish(ctx.actor, found)
    const version = await readVersion(ctx, found, revision)
    checkNotOver(ctx, version.content)
    return { state: await release(ctx, found, version) }
  })
}

/** Reads the newest version, which has to be the one that the actor read, and complete. */
async function readVersion(ctx: Context, found: Found, revision: string) {
  const newest = await announcementEditions.read(ctx, found)
  await announcementEditions.checkRead(ctx, found, { revision, newest })
  await checkFilled(ctx, newest.content.texts, found.createdAt)
  return renderVersion(ctx, newest.content)
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
  if (cleared === 'wait' || (later && cleared === 'look_later'))
    return announcementEditions.setState(ctx, found, 'awaiting')
  if (later) return announcementEditions.setState(ctx, found, 'scheduled')
  await makePublic(ctx, found, version, cleared)
  return 'published'
}

/** Publishes the newest version of a locked announcement. */
export async function makePublic(
  ctx: Context,
  found: Found,
  version: AnnouncementVersion,
  cleared: Clearance
): Promise<void> {
  const { id, revision: publicRevision } = found
  const isFirst = found.publicRevision === 0
  const first = isFirst ? { publishedAt: ctx.now, ...notifiedFrom(ctx.now) } : {}
  const shown = { state: 'published', publicRevision, changedAt: ctx.now } as const
  await showRevision(ctx, found, version)
  await ctx.db
    .update(announcements)
    .set({ ...shown, ...first, approvalDue: cleared === 'look_later' })
    .where(eq(announcements.id, id))
  await announcementEditions.recordPublic(ctx, found)
  await scheduleReminder(ctx, id)
  if (!isFirst) await markThreads(ctx, id)
  await sign(ctx, id)
  const event = isFirst ? 'announcement.published' : 'announcement.changed'
  await emit(ctx, event, { announcementId: id })
  if (cleared === 'look_later') await announcementEditions.askForApproval(ctx, found)
}

/**
 * Approves the newest version as a second person. A version that waited for the approval is
 * published.
 * @param revision of the snapshot that the actor read
 * @throws Problem 404, 401 and 403 as `rules.announce`, 403 as `rules.approve`, 409
 * `announcement_over` and as `checkRevision`, 422 as `checkFilled`
 */
export async function approve(
  ctx: Context,
  id: number,
  revision: string
): Promise<{ state: State }> {
  authorize.announce(ctx.actor)
  return transaction(ctx, async (ctx) => {
    const found = await announcementEditions.lock(ctx, { id })
    authorize.approve(ctx.actor, found, await behindOf(ctx, await editorsOf(ctx, id)))
    const version = await readVersion(ctx, found, revision)
    const approved = { approvedRevision: found.revision, approvedById: ctx.actor.id }
    await ctx.db
      .update(announcements)
      .set({ ...approved, approvalDue: false })
      .where(eq(announcements.id, id))
    return { state: await afterApproval(ctx, { ...found, ...approved }, version) }
  })
}

async function afterApproval(
  ctx: Context,
  found: Found,
  version: AnnouncementVersion
): Promise<State> {
  if (found.state === 'awaiting') return release(ctx, found, version)
  if (found.state === 'published' && found.publicRevision < found.revision)
    await makePublic(ctx, found, version, 'clear')
  else await emit(ctx, 'announcement.saved', { announcementId: found.id })
  return found.state
}

/**
 * Returns a waiting or scheduled announcement to draft.
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_draft`
 */
export async function recall(ctx: Context, id: number): Promise<void> {
  authorize.announce(ctx.actor)
  await announcementEditions.move(ctx, { id }, 'draft', authorize.recall)
}

/** Timed task: publishes scheduled announcements whose time has come. */
export const publishDue = (ctx: Context): Promise<void> =>
  announcementEditions.publishDue(ctx, async (ctx, found) => {
    const { content } = await announcementEditions.read(ctx, found)
    await makePublic(ctx, found, await renderVersion(ctx, content), 'clear')
  })

import { eq } from 'drizzle-orm'
import { behindOf } from '@stoa/accounts/approvals'
import { emit, transaction, type Context } from '@stoa/core'
import { checkFilled } from './blanks.ts'
import { renderVersion, type AnnouncementVersion } from './content.ts'
import { authorize, lockAnnouncement, type Found } from './policy.ts'
import { makePublic, release } from './publishing.ts'
import { editorsOf, readRevision } from './revisions.ts'
import { announcements, type State } from './schema.ts'
import { checkNewest } from './snapshots.ts'

/**
 * Approves the newest version as a second person. A version that waited for the approval is
 * published.
 * @param revision of the snapshot that the actor read
 * @throws Problem 404, 401 and 403 as `rules.announce`, 403 as `rules.approve`, 409 `announcement_over` and as `checkRevision`, 422 as
 * `checkFilled`
 */
export async function approve(
  ctx: Context,
  id: number,
  revision: string
): Promise<{ state: State }> {
  authorize.announce(ctx.actor)
  return transaction(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    authorize.approve(ctx.actor, found, await behindOf(ctx, await editorsOf(ctx, id)))
    const content = await readRevision(ctx, id, found.revision)
    await checkNewest(ctx, found, content, revision)
    await checkFilled(ctx, content.texts, found.createdAt)
    const approved = { approvedRevision: found.revision, approvedById: ctx.actor.id }
    await ctx.db
      .update(announcements)
      .set({ ...approved, approvalDue: false })
      .where(eq(announcements.id, id))
    const version = await renderVersion(ctx, content)
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

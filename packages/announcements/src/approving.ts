import { eq } from 'drizzle-orm'
import { conflict, emit, forbidden, write, type Context } from '@stoa/core'
import { checkMayAnnounce, lockAnnouncement, type Found } from './policy.ts'
import { makePublic, release } from './publishing.ts'
import { editorsSinceApproval, readRevision } from './revisions.ts'
import { announcements, type State } from './schema.ts'

/**
 * A second person has read the newest version and stands by it; what waited for that goes out.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 403 `second_person_needed` for whoever
 * wrote any of it, 409 `announcement_over`
 */
export async function approve(ctx: Context, id: number): Promise<{ state: State }> {
  checkMayAnnounce(ctx.actor)
  return write(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    if (found.state === 'expired' || found.state === 'withdrawn')
      throw conflict('announcement_over')
    if ((await editorsSinceApproval(ctx, found)).includes(ctx.actor.id))
      throw forbidden('second_person_needed')
    const approved = { approvedRevision: found.revision, approvedById: ctx.actor.id }
    await ctx.db
      .update(announcements)
      .set({ ...approved, approvalDue: false })
      .where(eq(announcements.id, id))
    return { state: await afterApproval(ctx, { ...found, ...approved }) }
  })
}

async function afterApproval(ctx: Context, found: Found): Promise<State> {
  const content = await readRevision(ctx, found.id, found.revision)
  if (found.state === 'awaiting') return release(ctx, found, content)
  if (found.state === 'published' && found.publicRevision < found.revision)
    await makePublic(ctx, found, content, 'clear')
  else await emit(ctx, 'announcement.saved', { announcementId: found.id })
  return found.state
}

import { eq } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { eraseUploads } from '@stoa/uploads'
import { authorize } from './policy.ts'
import { announcementEditions } from './revisions.ts'
import {
  announcementApprovalRequests,
  announcementCategories,
  announcementRevisions,
  announcements,
  announcementTexts
} from './schema.ts'

/**
 * Deletes an announcement that was never public, with all versions.
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_draft`
 */
export async function discardDraft(ctx: Context, id: number): Promise<void> {
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    authorize.discard(ctx.actor, await announcementEditions.lock(ctx, { id }))
    const { db } = ctx
    const ofIt = [
      ...[announcementTexts, announcementCategories],
      ...[announcementRevisions, announcementApprovalRequests]
    ]
    for (const table of ofIt) await db.delete(table).where(eq(table.announcementId, id))
    await eraseUploads(ctx, { kind: 'announcement', id })
    await db.delete(announcements).where(eq(announcements.id, id))
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

import { desc, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { announcementUpdates, type announcementProposals } from './schema.ts'

type Proposal = typeof announcementProposals.$inferSelect

/**
 * Returns the newest update that was published after a proposed update was written and says another
 * phase, which the approval would undo.
 */
export async function newerUpdate({ db }: Context, proposal: Proposal) {
  const { announcementId, createdAt, phase, updateId } = proposal
  const { id, createdAt: publishedAt, phase: present } = announcementUpdates
  if (phase === null || updateId !== null) return null
  const [newest] = await db
    .select({ id, phase: present, createdAt: publishedAt })
    .from(announcementUpdates)
    .where(eq(announcementUpdates.announcementId, announcementId))
    .orderBy(desc(publishedAt), desc(id))
    .limit(1)
  return newest && newest.createdAt > createdAt && newest.phase !== phase ? newest : null
}

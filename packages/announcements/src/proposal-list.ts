import { usersAs, authorColumns } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { eq, asc } from 'drizzle-orm'
import type { AnnouncementPage } from './contract.ts'
import { approversOfProposal } from './approvers.ts'
import { newerUpdate } from './newer-update.ts'
import { outsideOfBodies } from './outside.ts'
import { isCleanable } from './policy.ts'
import { isProposalApprovable, waitsFor } from './second-person.ts'
import { renderEach, type RenderedText } from './render.ts'
import { announcementProposals, announcements, announcementUpdates } from './schema.ts'
import { snapshotOfProposal } from './snapshots.ts'

const author = usersAs('author')

/** Undecided proposals of an announcement, oldest first. */
export async function proposalsOf(
  ctx: Context,
  announcementId: number
): Promise<AnnouncementPage['proposals']> {
  const rows = await ctx.db
    .select({
      proposal: announcementProposals,
      by: authorColumns(author),
      basis: announcements.basis,
      before: announcementUpdates.bodies,
      mayApprove: isProposalApprovable(ctx.actor)
    })
    .from(announcementProposals)
    .innerJoin(author, eq(author.id, announcementProposals.authorId))
    .innerJoin(announcements, eq(announcements.id, announcementProposals.announcementId))
    .leftJoin(announcementUpdates, eq(announcementUpdates.id, announcementProposals.updateId))
    .where(waitsFor(announcementId))
    .orderBy(asc(announcementProposals.id))
  return Promise.all(
    rows.map(async ({ proposal, by, basis, before, mayApprove }) => {
      const { id, phase, updateId, bodies, createdAt } = proposal
      const texts = await renderEach(ctx, bodies)
      const outside = await outsideOfBodies(ctx, texts)
      return {
        ...{ id, phase, updateId, createdAt, by },
        texts: readersFirst(ctx, texts),
        outside,
        newer: await newerUpdate(ctx, proposal),
        mayClean: outside.length > 0 && isCleanable({ basis }, proposal),
        snapshot: snapshotOfProposal({ phase, bodies, before }),
        approvers: await approversOfProposal(ctx, announcementId, id),
        mayApprove
      }
    })
  )
}

/** All languages, the reader's first, because an approval covers all of them. */
const readersFirst = ({ locale }: Context, texts: readonly RenderedText[]) =>
  texts
    .map(({ locale: language, html }) => ({ language, html }))
    .sort((one, other) => Number(one.language !== locale) - Number(other.language !== locale))

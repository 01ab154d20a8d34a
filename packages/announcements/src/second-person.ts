import { and, eq, isNull, sql } from 'drizzle-orm'
import { isSecondPerson } from '@stoa/accounts/approvals'
import type { Actor, Context } from '@stoa/core'
import {
  announcementProposals,
  announcementRevisions,
  announcements,
  announcementUpdateRevisions,
  announcementUpdates
} from './schema.ts'
import { can } from './policy.ts'

/** Condition: the newest version waits for a second person. */
export const needsApproval = sql<boolean>`(
  ${announcements.approvedRevision} < ${announcements.revision}
  and (${announcements.state} = 'awaiting' or ${announcements.approvalDue}
    or (${announcements.state} = 'published'
      and ${announcements.publicRevision} < ${announcements.revision})))`

const editors = sql`array(select ${announcementRevisions.editorId} from ${announcementRevisions}
    where ${announcementRevisions.announcementId} = ${announcements.id})`

/** Condition: a version waits for a second person, and `rules.approve` lets this writer approve it. */
export const isApprovable = (actor: Actor) =>
  can.announce(actor)
    ? sql<boolean>`(${needsApproval} and ${isSecondPerson(actor, editors)})`
    : sql<boolean>`false`

/**
 * Ids of those who may not approve a proposal: its author, and the authors of every wording of the
 * update that it rewords.
 */
const proposalAuthors = sql`array(
  select ${announcementProposals.authorId}
  union select u.author_id from ${announcementUpdates} u
    where u.id = ${announcementProposals.updateId}
  union select r.author_id from ${announcementUpdateRevisions} r
    where r.update_id = ${announcementProposals.updateId})`

/** Condition: `rules.approveProposal` lets this writer approve a proposal. */
export const isProposalApprovable = (actor: Actor) => isSecondPerson(actor, proposalAuthors)

/** Ids of those who may not approve a proposal, as `isProposalApprovable` says. */
export async function authorsOfProposal({ db }: Context, id: number): Promise<number[]> {
  const [row] = await db
    .select({ ids: sql<number[]>`${proposalAuthors}::int[]` })
    .from(announcementProposals)
    .where(eq(announcementProposals.id, id))
  return row?.ids ?? []
}

/** Condition: undecided proposals of an announcement. */
export const waitsFor = (id: number) =>
  and(eq(announcementProposals.announcementId, id), isNull(announcementProposals.decidedAt))

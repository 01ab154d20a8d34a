import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor, Context } from '@stoa/core'
import {
  announcementProposals,
  announcementRevisions,
  announcements,
  announcementUpdateRevisions,
  announcementUpdates
} from './schema.ts'

/** Condition: the newest version waits for a second person. */
export const needsApproval = sql<boolean>`(
  ${announcements.approvedRevision} < ${announcements.revision}
  and (${announcements.state} = 'awaiting' or ${announcements.approvalDue}
    or (${announcements.state} = 'published'
      and ${announcements.publicRevision} < ${announcements.revision})))`

/**
 * Condition: a version waits for a second person, and the actor wrote no version. `rules.approve` of
 * `policy.ts` says the latter for one announcement: change both.
 */
export const isApprovable = ({
  id
}: Actor) => sql<boolean>`(${needsApproval} and not exists (select from ${announcementRevisions}
    where ${announcementRevisions.announcementId} = ${announcements.id}
      and ${announcementRevisions.editorId} = ${id}))`

/**
 * Ids of those who may not approve a proposal: its author, and the authors of every wording of the
 * update that it rewords.
 */
const proposalAuthors = sql`(
  select ${announcementProposals.authorId}
  union select u.author_id from ${announcementUpdates} u
    where u.id = ${announcementProposals.updateId}
  union select r.author_id from ${announcementUpdateRevisions} r
    where r.update_id = ${announcementProposals.updateId})`

/** Condition: the actor wrote neither the proposal nor any wording of the update that it rewords. */
export const isProposalApprovable = ({ id }: Actor) =>
  sql<boolean>`(${id}::bigint not in ${proposalAuthors})`

/** Ids of those who may not approve a proposal, as `isProposalApprovable` says. */
export async function authorsOfProposal({ db }: Context, id: number): Promise<number[]> {
  const [row] = await db
    .select({ ids: sql<number[]>`(select json_agg(author_id) from ${proposalAuthors} as authors)` })
    .from(announcementProposals)
    .where(eq(announcementProposals.id, id))
  return row?.ids ?? []
}

/** Condition: undecided proposals of an announcement. */
export const waitsFor = (id: number) =>
  and(eq(announcementProposals.announcementId, id), isNull(announcementProposals.decidedAt))

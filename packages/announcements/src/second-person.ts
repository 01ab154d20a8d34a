import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '@stoa/core'
import {
  announcementProposals,
  announcementRevisions,
  announcements,
  announcementUpdateRevisions,
  announcementUpdates
} from './schema.ts'

/**
 * Condition: a version waits for a second person, and the actor wrote no version. `rules.approve` of
 * `policy.ts` says the latter for one announcement: change both.
 */
export const isApprovable = ({ id }: Actor) => sql<boolean>`(
  ${announcements.approvedRevision} < ${announcements.revision}
  and (${announcements.state} = 'awaiting' or ${announcements.approvalDue}
    or (${announcements.state} = 'published'
      and ${announcements.publicRevision} < ${announcements.revision}))
  and not exists (select from ${announcementRevisions}
    where ${announcementRevisions.announcementId} = ${announcements.id}
      and ${announcementRevisions.editorId} = ${id}))`

/**
 * Condition: the actor wrote neither the proposal nor any wording of the update that it rewords.
 */
export const isProposalApprovable = ({ id }: Actor) => sql<boolean>`(
  ${announcementProposals.authorId} <> ${id}
  and not exists (select from ${announcementUpdates} u
    where u.id = ${announcementProposals.updateId} and u.author_id = ${id})
  and not exists (select from ${announcementUpdateRevisions} r
    where r.update_id = ${announcementProposals.updateId} and r.author_id = ${id}))`

/** Condition: undecided proposals of an announcement. */
export const waitsFor = (id: number) =>
  and(eq(announcementProposals.announcementId, id), isNull(announcementProposals.decidedAt))

import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '@stoa/core'
import { announcementProposals, announcementRevisions, announcements } from './schema.ts'

/** Whether a version waits for a second person, and the actor wrote none of what nobody approved. */
export const mayApprove = ({ id }: Actor) => sql<boolean>`(
  ${announcements.approvedRevision} < ${announcements.revision}
  and (${announcements.state} = 'awaiting' or ${announcements.approvalDue}
    or (${announcements.state} = 'published'
      and ${announcements.publicRevision} < ${announcements.revision}))
  and not exists (select from ${announcementRevisions}
    where ${announcementRevisions.announcementId} = ${announcements.id}
      and ${announcementRevisions.number} > ${announcements.approvedRevision}
      and ${announcementRevisions.editorId} = ${id}))`

/** What waits for a second person beside an announcement. */
export const waitsFor = (id: number) =>
  and(eq(announcementProposals.announcementId, id), isNull(announcementProposals.decidedAt))

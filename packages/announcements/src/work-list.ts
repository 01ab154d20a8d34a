import { and, count, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import type { workList } from './endpoints/writing-contract.ts'
import { activeAnnouncements } from './known.ts'
import { isUnderWay } from './phase.ts'
import { authorize } from './policy.ts'
import { isApprovable } from './second-person.ts'
import { namesFor, rowColumns, toRow } from './rows.ts'
import { announcementProposals, announcements } from './schema.ts'

const draftLimit = 100

/** Condition: an update or a correction waits for a second person. */
const hasProposals = sql<boolean>`exists (select from ${announcementProposals}
  where announcement_id = announcements.id and decided_at is null)`

const isChangeWaiting = and(
  eq(announcements.state, 'published'),
  sql`(${announcements.approvalDue} or ${announcements.publicRevision} < ${announcements.revision})`
)

const isUnfinished = or(
  inArray(announcements.state, ['draft', 'awaiting', 'scheduled']),
  isChangeWaiting,
  hasProposals
)

/** Selects the number of announcements that wait for a second person. Only writers may see it. */
export const announcementsToApprove = ({ db }: Context) =>
  db
    .select({ count: count() })
    .from(announcements)
    .where(or(eq(announcements.state, 'awaiting'), isChangeWaiting, hasProposals))

/**
 * Lists what goes on and needs updates, and announcements that are not public yet or wait for a
 * second person, newest first.
 * @throws Problem 401, 403 as `rules.announce`
 */
export async function listWork(ctx: Context): Promise<z.infer<typeof workList>> {
  authorize.announce(ctx.actor)
  const rows = await ctx.db
    .select({ ...rowColumns, mayApprove: isApprovable(ctx.actor), proposed: hasProposals })
    .from(announcements)
    .where(isUnfinished)
    .orderBy(desc(announcements.changedAt), desc(announcements.id))
    .limit(draftLimit)
  const names = await namesFor(ctx)
  const running = (await activeAnnouncements(ctx)).filter((known) => isUnderWay(known, ctx.now))
  return {
    running: running.map(({ words: _words, ...row }) => toRow(ctx, row, names)),
    items: rows.map(({ mayApprove, proposed, ...row }) => ({
      ...toRow(ctx, row, names),
      mayApprove,
      proposed
    }))
  }
}

import { and, count, eq, gt, isNull, lte } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { threads } from '../schema.ts'
import { visibleThreads } from '../visibility.ts'

const day = 24 * 3600_000

/**
 * Selects the number of open questions without a reply that were asked more than 24 hours and less
 * than 30 days ago.
 */
export const unansweredQuestions = ({ db, actor, now }: Context) =>
  db
    .select({ count: count() })
    .from(threads)
    .where(
      and(
        visibleThreads(actor),
        eq(threads.state, 'visible'),
        eq(threads.kind, 'question'),
        eq(threads.replyCount, 0),
        isNull(threads.solvedAt),
        isNull(threads.closedAt),
        lte(threads.createdAt, after(now, -day)),
        gt(threads.createdAt, after(now, -30 * day))
      )
    )

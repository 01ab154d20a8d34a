import { count, eq, and, gt, isNull, lte } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { threads } from '../schema.ts'
import { visibleThreads } from '../visibility.ts'

/** How many visible threads are written in each language. Implements the port of the site. */
export async function threadsByLanguage({ db }: Context): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ language: threads.language, count: count() })
    .from(threads)
    .where(eq(threads.state, 'visible'))
    .groupBy(threads.language)
  return new Map(rows.map(({ language, count }) => [language, count]))
}

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

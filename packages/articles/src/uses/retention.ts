import { and, count, like, lt, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { weekOf } from '@stoa/core/data'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { articleDays, articleFeedback, articleSearches, articleTicketReaders } from '../schema.ts'
import { minReaders } from './searches.ts'

const day = 24 * 3600_000

/** Deletes answers of readers, and counts of days, when their period is over. */
export async function deleteOldFeedback(ctx: Context): Promise<void> {
  const { db, now } = ctx
  const oldest = after(now, -fixedPeriod('article_feedback')).slice(0, 10)
  await db.delete(articleFeedback).where(lt(articleFeedback.day, oldest))
  await db.delete(articleDays).where(lt(articleDays.day, oldest))
  // Yesterday’s may still be written.
  const past = after(now, -day).slice(0, 10)
  await db.delete(articleTicketReaders).where(lt(articleTicketReaders.day, past))
  await deleteOldSearches(ctx)
}

/** Deletes old weeks, and the rare searches of past weeks. */
async function deleteOldSearches({ db, now }: Context): Promise<void> {
  const { articleId, week, term } = articleSearches
  const oldest = weekOf(after(now, -fixedPeriod('zero_result_queries')))
  await db.delete(articleSearches).where(lt(week, oldest))
  const isPast = lt(week, weekOf(now))
  const rare = db
    .select({ articleId, week, term })
    .from(articleSearches)
    .where(and(isPast, like(term, '#%')))
    .groupBy(articleId, week, term)
    .having(lt(count(), minReaders))
  await db
    .delete(articleSearches)
    .where(and(isPast, sql`(${articleId}, ${week}, ${term}) in ${rare}`))
}

import { lt } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { articleDays, articleFeedback } from '../schema.ts'

/** Deletes answers of readers, and counts of days, when their period is over. */
export async function deleteOldFeedback({ db, now }: Context): Promise<void> {
  const oldest = after(now, -fixedPeriod('article_feedback')).slice(0, 10)
  await db.delete(articleFeedback).where(lt(articleFeedback.day, oldest))
  await db.delete(articleDays).where(lt(articleDays.day, oldest))
}

import { eq, sql } from 'drizzle-orm'
import { notFound, transaction, type Context } from '@stoa/core'
import { findArticle } from '../policy.ts'
import { articleFeedback } from '../schema.ts'
import { keeps } from './article-statistics.ts'

/**
 * Records that the words of a reader are dealt with.
 * @throws Problem 404, 401 and 403 as `rules.draft`
 */
export async function finishWords(ctx: Context, id: number): Promise<void> {
  const isIt = sql`${articleFeedback.id} = ${id}`
  await transaction(ctx, async (ctx) => {
    const [found] = await ctx.db
      .select({ articleId: articleFeedback.articleId })
      .from(articleFeedback)
      .where(isIt)
    if (!found || !keeps(ctx, await findArticle(ctx, found.articleId))) throw notFound()
    const set = { doneAt: ctx.now, doneById: ctx.actor.id }
    await ctx.db.update(articleFeedback).set(set).where(eq(articleFeedback.id, id))
  })
}

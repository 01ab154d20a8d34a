import { eq, sql } from 'drizzle-orm'
import { endpoint, notFound, transaction, type Context } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { translationParams } from '../shapes.ts'
import { articleStatistics, feedbackInput, statistics, statisticsQuery } from './contract.ts'
import { answerFeedback } from './feedback.ts'
import { showStatistics, keeps } from './article-statistics.ts'
import { listStatistics } from './statistics.ts'
import { findArticle } from '../policy.ts'
import { articleFeedback } from '../schema.ts'

/** Endpoints about how articles are used. */
export const usesEndpoints = {
  feedback: endpoint({
    method: 'PUT',
    path: '/articles/:id/translations/:language/feedback',
    summary: 'Say whether an article helped, once a day',
    params: translationParams,
    body: feedbackInput,
    answers: { 204: nothing },
    minimumRole: 'guest',
    limit: { per: 'address', count: 20, seconds: 3600 },
    handle: (ctx, { id, language, ...answer }) => answerFeedback(ctx, { id, language }, answer)
  }),
  statistics: endpoint({
    method: 'GET',
    path: '/articles/statistics',
    summary: 'Get how articles and sections do',
    query: statisticsQuery,
    answers: { 200: statistics },
    minimumRole: 'staff',
    handle: listStatistics
  }),
  articleStatistics: endpoint({
    method: 'GET',
    path: '/articles/:id/statistics',
    summary: 'Get how an article does, with the words of its readers',
    params: idParams,
    query: statisticsQuery,
    answers: { 200: articleStatistics },
    minimumRole: 'volunteer',
    handle: (ctx, { id, days }) => showStatistics(ctx, id, { days })
  }),
  finishWords: endpoint({
    method: 'PUT',
    path: '/articles/feedback/:id/done',
    summary: 'Say that the words of a reader are dealt with',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    handle: (ctx, { id }) => finishWords(ctx, id)
  })
}

/**
 * Records that the words of a reader are dealt with.
 * @throws Problem 404, 401 and 403 as `rules.draft`
 */
async function finishWords(ctx: Context, id: number): Promise<void> {
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

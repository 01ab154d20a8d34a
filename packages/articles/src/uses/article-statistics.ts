import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { can, findArticle, type Article } from '../policy.ts'
import { articleFeedback, articles, articleTranslations } from '../schema.ts'
import type { ArticleStatistics, StatisticsQuery } from './contract.ts'
import { countUses, reasonsOf, shownCounts, type Counts } from './counts.ts'
import { searchesOf } from './searches.ts'

const wordsShown = 50

const none: Counts = {
  ...{ place: null, views: 0, search: 0, asking: 0, askingHelped: 0, tickets: 0 },
  ...{ helped: 0, notHelped: 0, wrong: 0, outdated: 0, unclear: 0, not_found: 0, open: 0 }
}

/**
 * Returns how an article does, with what its readers wrote, to its owner and those who write.
 * @throws Problem 404, 401 and 403 as `rules.draft`
 */
export async function showStatistics(
  ctx: Context,
  id: number,
  { days }: StatisticsQuery
): Promise<ArticleStatistics> {
  const article = await findArticle(ctx, id)
  if (!keeps(ctx, article)) throw notFound()
  const isIt = sql`${articles.id} = ${id}`
  const [[counts = none], words, searches] = await Promise.all([
    countUses(ctx, { days, place: sql`${articles.id}`, where: isIt }),
    wordsAbout(ctx, id),
    searchesOf(ctx, id, days)
  ])
  return { ...shownCounts(counts), reasons: reasonsOf(counts), searches, words }
}

/** Whether the actor looks after an article. */
export const keeps = ({ actor }: Context, { ownerId }: Pick<Article, 'ownerId'>): boolean =>
  can.write(actor) || (can.draft(actor) && ownerId === actor.id)

async function wordsAbout({ db }: Context, id: number): Promise<ArticleStatistics['words']> {
  const { language, reason, words, createdAt, doneAt, revision } = articleFeedback
  const { publicRevision, articleId } = articleTranslations
  const rows = await db
    .select({
      ...{ id: articleFeedback.id, language, reason, words, createdAt, doneAt },
      isOutdated: sql<boolean>`${revision} < ${publicRevision}`
    })
    .from(articleFeedback)
    .innerJoin(
      articleTranslations,
      and(eq(articleId, articleFeedback.articleId), eq(articleTranslations.language, language))
    )
    .where(and(eq(articleFeedback.articleId, id), isNotNull(words)))
    .orderBy(desc(isNull(doneAt)), desc(createdAt), desc(articleFeedback.id))
    .limit(wordsShown)
  return rows.map(({ words, ...row }) => ({ ...row, words: words ?? '' }))
}

import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { authorize } from '../policy.ts'
import { sectionLinkOf } from '../reading/rows.ts'
import { articles, articleSections, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import type { Statistics, StatisticsQuery } from './contract.ts'
import { countUses, reasonsOf, shownCounts } from './counts.ts'

/**
 * Returns how sections and the hundred most read articles do.
 * @throws Problem 401, 403 as `rules.write`
 */
export async function listStatistics(ctx: Context, { days }: StatisticsQuery): Promise<Statistics> {
  authorize.write(ctx.actor)
  const [ofArticles, ofSections] = await Promise.all([
    countUses(ctx, { days, place: sql`${articles.id}` }),
    countUses(ctx, { days, place: sql`${articles.sectionId}` })
  ])
  const [titles, sections] = await Promise.all([
    titlesOf(
      ctx,
      ofArticles.map(({ place }) => place ?? 0)
    ),
    ctx.db.select().from(articleSections)
  ])
  return {
    sections: ofSections.map((row) => {
      const found = sections.find(({ id }) => id === row.place)
      return {
        ...shownCounts(row),
        section: found ? sectionLinkOf(ctx, found.slug, found.names) : null
      }
    }),
    items: ofArticles.flatMap((row) => {
      const title = titles.get(row.place ?? 0)
      return title ? { ...title, ...shownCounts(row), reasons: reasonsOf(row), open: row.open } : []
    })
  }
}

/** Titles of the originals. */
async function titlesOf({ db }: Context, ids: number[]) {
  const { language, title, slug, articleId } = articleTranslations
  if (ids.length === 0) return new Map<number, never>()
  const rows = await db
    .select({ id: articles.id, kind: articles.kind, title, slug, language })
    .from(articles)
    .innerJoin(
      articleTranslations,
      and(eq(articleId, articles.id), eq(language, articles.language))
    )
    .where(inArray(articles.id, ids))
  return new Map(rows.map(({ slug, ...row }) => [row.id, { ...row, url: articleUrl(slug) }]))
}

import { and, asc, eq, sql } from 'drizzle-orm'
import { notFound, snapshotOfFields, type Context } from '@stoa/core'
import { nameFor, wordsFor } from '@stoa/core/languages'
import { authorize, can } from '../policy.ts'
import { isBestLanguage, selectRows, toRow } from '../reading/rows.ts'
import { articles, articleSeries, articleTranslations } from '../schema.ts'
import { articleUrl, seriesUrl } from '../urls.ts'
import { listedTranslations } from '../visibility.ts'
import type { PlaceInSeries, Series, SeriesSource } from './contract.ts'

type Row = typeof articleSeries.$inferSelect & { articles: number }

/** Lists series with articles that the actor may read; writers see all. */
export async function listSeries(ctx: Context): Promise<{ items: Series[] }> {
  const rows = await readSeries(ctx)
  const shown = can.write(ctx.actor) ? rows : rows.filter(({ articles }) => articles > 0)
  return { items: shown.map((row) => toSeries(ctx, row)) }
}

/**
 * Returns a series with its articles, each in the reader's language or the nearest.
 * @throws Problem 404 if the actor may read none of them and does not write
 */
export async function showSeries(ctx: Context, slug: string) {
  const [found] = await readSeries(ctx, eq(articleSeries.slug, slug))
  const writes = can.write(ctx.actor)
  if (!found || (found.articles === 0 && !writes)) throw notFound()
  const items = (await partsOf(ctx, found.id)).map((row) => toRow(ctx, row))
  return { series: toSeries(ctx, found), items, can: { write: writes } }
}

/**
 * Returns a series as its editors see it.
 * @throws Problem 404, 401 and 403 as `rules.write`
 */
export async function showSeriesSource(ctx: Context, id: number): Promise<SeriesSource> {
  authorize.write(ctx.actor)
  const [found] = await readSeries(ctx, sql`${articleSeries.id} = ${id}`)
  if (!found) throw notFound()
  const { language, title } = articleTranslations
  const isOriginal = and(
    eq(articleTranslations.articleId, articles.id),
    eq(language, articles.language)
  )
  const parts = await ctx.db
    .select({ id: articles.id, title, language })
    .from(articles)
    .innerJoin(articleTranslations, isOriginal)
    .where(eq(articles.seriesId, found.id))
    .orderBy(asc(articles.part), asc(articles.id))
  const { names, descriptions } = found
  const snapshot = snapshotOfFields({ names, descriptions })
  return { ...toSeries(ctx, found), names, descriptions, snapshot, parts }
}

/** Returns the name of a series, and its articles that the actor may read; null if it is gone. */
export async function placeInSeries(ctx: Context, id: number): Promise<PlaceInSeries | null> {
  const [found] = await ctx.db.select().from(articleSeries).where(eq(articleSeries.id, id))
  if (!found) return null
  const parts = (await partsOf(ctx, id)).map(({ id, title, language, slug }) => ({
    ...{ id, title, language },
    url: articleUrl(slug)
  }))
  return { ...nameFor(ctx, found.names), url: seriesUrl(found.slug), parts }
}

const partsOf = (ctx: Context, id: number) =>
  selectRows(ctx)
    .where(and(eq(articles.seriesId, id), listedTranslations(ctx.actor), isBestLanguage(ctx)))
    .orderBy(asc(articles.part), asc(articles.id))

async function readSeries({ db, actor }: Context, condition = sql`true`): Promise<Row[]> {
  const readable = sql<number>`(select count(distinct ${articles.id})::int from ${articles}
    join ${articleTranslations} on ${eq(articleTranslations.articleId, articles.id)}
    where ${and(sql`articles.series_id = article_series.id`, listedTranslations(actor))})`
  const rows = await db
    .select({ series: articleSeries, articles: readable })
    .from(articleSeries)
    .where(condition)
    .orderBy(asc(articleSeries.createdAt), asc(articleSeries.id))
  return rows.map(({ series, articles }) => ({ ...series, articles }))
}

const toSeries = (ctx: Context, { id, slug, names, descriptions, articles }: Row): Series => ({
  ...{ id, slug, articles, url: seriesUrl(slug), ...nameFor(ctx, names) },
  description: wordsFor(ctx, descriptions)
})

import { eq, max } from 'drizzle-orm'
import {
  checkUnchanged,
  conflict,
  emit,
  invalid,
  notFound,
  transaction,
  type Context
} from '@stoa/core'
import { slugOf } from '@stoa/threads'
import { authorize } from '../policy.ts'
import { articles, articleSeries } from '../schema.ts'
import { reviewWords } from '../writing/words.ts'
import type { SeriesChange, SeriesInput } from './contract.ts'

/**
 * Adds a series.
 * @throws Problem 401, 403 as `rules.write`, 409 `article_series_taken`, 422 for words that are
 * refused or a name missing in the default language
 */
export async function addSeries(
  ctx: Context,
  { slug, ...words }: SeriesInput
): Promise<{ id: number; slug: string }> {
  authorize.write(ctx.actor)
  await reviewWords(ctx, words)
  if (slug) await ctx.ports.safety.review(ctx, { path: 'slug', text: slug })
  const checked = slugOf(slug ?? words.names[ctx.ports.languages.default] ?? '')
  if (checked === '') throw invalid('slug', 'articles_slug_empty')
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(articleSeries)
      .values({ ...words, slug: checked, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: articleSeries.id, slug: articleSeries.slug })
    if (!row) throw conflict('article_series_taken')
    await emit(ctx, 'article.sections_changed', {})
    return row
  })
}

/**
 * Changes the words of a series.
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 as `checkUnchanged`, 422 as `addSeries`
 */
export async function changeSeries(
  ctx: Context,
  id: number,
  { revision, ...change }: SeriesChange
): Promise<void> {
  authorize.write(ctx.actor)
  await reviewWords(ctx, change)
  await transaction(ctx, async (ctx) => {
    const { names, descriptions } = await lockSeries(ctx, id)
    checkUnchanged(revision, { names, descriptions }, change)
    await ctx.db
      .update(articleSeries)
      .set({ names, descriptions, ...change })
      .where(eq(articleSeries.id, id))
    await emit(ctx, 'article.sections_changed', {})
  })
}

/**
 * Puts the articles of a series in another order.
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 `article_series_changed` unless the ids are
 * those of all its articles, each once
 */
export async function orderSeries(ctx: Context, id: number, ids: number[]): Promise<void> {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await lockSeries(ctx, id)
    const rows = await ctx.db
      .select({ id: articles.id })
      .from(articles)
      .where(eq(articles.seriesId, id))
    const isSame = rows.length === ids.length && rows.every((row) => ids.includes(row.id))
    if (!isSame) throw conflict('article_series_changed')
    for (const [at, articleId] of ids.entries())
      await ctx.db
        .update(articles)
        .set({ part: at + 1 })
        .where(eq(articles.id, articleId))
    await emit(ctx, 'article.sections_changed', {})
  })
}

/**
 * Deletes a series. Its articles stay, outside of any series.
 * @throws Problem 404, 401 and 403 as `rules.write`
 */
export async function deleteSeries(ctx: Context, id: number): Promise<void> {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await lockSeries(ctx, id)
    await ctx.db
      .update(articles)
      .set({ seriesId: null, part: null })
      .where(eq(articles.seriesId, id))
    await ctx.db.delete(articleSeries).where(eq(articleSeries.id, id))
    await emit(ctx, 'article.sections_changed', {})
  })
}

/**
 * Locks a series, so that it keeps its articles, and returns the place behind the last.
 * @throws Problem 422 on `series` if there is none
 */
export async function endOfSeries(ctx: Context, id: number): Promise<number> {
  const found = await lockedSeries(ctx, id)
  if (!found) throw invalid('series', 'articles_series_unknown')
  const [last] = await ctx.db
    .select({ part: max(articles.part) })
    .from(articles)
    .where(eq(articles.seriesId, id))
  return (last?.part ?? 0) + 1
}

async function lockSeries(ctx: Context, id: number) {
  const found = await lockedSeries(ctx, id)
  if (!found) throw notFound()
  return found
}

async function lockedSeries({ db }: Context, id: number) {
  const rows = await db.select().from(articleSeries).where(eq(articleSeries.id, id)).for('update')
  return rows[0]
}

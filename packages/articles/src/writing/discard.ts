import { and, eq, isNotNull } from 'drizzle-orm'
import { emit, notFound, transaction, type Context, type Locale } from '@stoa/core'
import { eraseUploads } from '@stoa/uploads'
import { authorize, findArticle, lockArticle, type Translation } from '../policy.ts'
import {
  articleFiles,
  articleReaderChanges,
  articleRevisions,
  articles,
  articleSlugs,
  articleSources,
  articleTranslations
} from '../schema.ts'

/**
 * Deletes a translation that was never public, with all versions; with the original, the whole
 * article. Objections to what it was made from are kept.
 * @throws Problem 404, 401 and 403 as `rules.edit`, 409 `article_was_public`
 */
export async function discardTranslation(
  ctx: Context,
  id: number,
  language: Locale
): Promise<void> {
  const article = await findArticle(ctx, id)
  await transaction(ctx, async (ctx) => {
    await lockArticle(ctx, id)
    const rows = await ctx.db
      .select()
      .from(articleTranslations)
      .where(eq(articleTranslations.articleId, id))
      .for('update')
    const dropped =
      language === article.language ? rows : rows.filter((row) => row.language === language)
    if (dropped.length === 0) throw notFound()
    for (const found of dropped) authorize.discard(ctx.actor, found)
    for (const found of dropped) await deleteTranslation(ctx, found)
    if (dropped.length === rows.length) await deleteArticle(ctx, id)
    await emit(ctx, 'article.saved', { articleId: id, language })
  })
}

async function deleteTranslation({ db }: Context, { articleId, language }: Translation) {
  for (const table of [articleSlugs, articleRevisions, articleTranslations])
    await db.delete(table).where(and(eq(table.articleId, articleId), eq(table.language, language)))
}

async function deleteArticle(ctx: Context, id: number) {
  await eraseUploads(ctx, { kind: 'article', id })
  await ctx.db.delete(articleFiles).where(eq(articleFiles.articleId, id))
  await ctx.db.delete(articleReaderChanges).where(eq(articleReaderChanges.articleId, id))
  const isSource = eq(articleSources.articleId, id)
  // Otherwise another draft of the same words would be published without their author.
  await ctx.db
    .update(articleSources)
    .set({ articleId: null, text: '' })
    .where(and(isSource, isNotNull(articleSources.objectedAt)))
  await ctx.db.delete(articleSources).where(isSource)
  await ctx.db.delete(articles).where(eq(articles.id, id))
}

import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { deleteTexts } from '../files/stored.ts'
import { articleFiles, articleFindings, articles } from '../schema.ts'

type IsRemoved = (text: string) => boolean

/**
 * Takes words out of what stands around the versions of an article: its tags, the paths of its files,
 * and what was found in it.
 * @param inWords whether its versions contained them: then no file from before is imported any more
 * @returns whether its tags or paths contained any of them
 */
export async function redactRelated(
  ctx: Context,
  id: number,
  { isRemoved, inWords }: { isRemoved: IsRemoved; inWords: boolean }
): Promise<boolean> {
  const [article] = await ctx.db.select().from(articles).where(eq(articles.id, id))
  if (!article) return false
  const { path } = article
  const tags = article.tags.filter((tag) => !isRemoved(tag))
  const isNamed = path !== null && isRemoved(path)
  const changed = isNamed || tags.length < article.tags.length
  if (!changed && !inWords) return false
  await ctx.db
    .update(articles)
    .set({ tags, ...(isNamed && { path: null }) })
    .where(eq(articles.id, id))
  await deleteTexts(ctx, id, isNamed ? path : null)
  await dropFiles(ctx, id, isRemoved)
  await ctx.db.delete(articleFindings).where(eq(articleFindings.articleId, id))
  return changed
}

/** Pictures and videos get another path with the next export. */
async function dropFiles({ db }: Context, id: number, isRemoved: IsRemoved) {
  const isOfArticle = eq(articleFiles.articleId, id)
  const rows = await db.select({ path: articleFiles.path }).from(articleFiles).where(isOfArticle)
  const gone = rows.map(({ path }) => path).filter(isRemoved)
  if (gone.length > 0)
    await db.delete(articleFiles).where(and(isOfArticle, inArray(articleFiles.path, gone)))
}

import { and, eq, isNull, or, sql, type SQL } from 'drizzle-orm'
import { isShutOut } from '@stoa/accounts/reading-access'
import type { Context } from '@stoa/core'
import { can } from './policy.ts'
import { articleRevisions, articles, articleSources, articleTranslations } from './schema.ts'
import { shownVersions, visibleTranslations } from './visibility.ts'

/**
 * Whether the actor may see a file of an article: who writes articles, and who began or may read a
 * translation, if a version shows it. Earlier public versions stay readable in the history.
 */
export const isArticleFileVisible = (ctx: Context, id: number, uploadId: string) =>
  isShownIn(ctx, eq(articles.id, id), uploadId)

/** Whether the actor may see a file of a post because an article made of the post shows it. */
export const isSourceFileVisible = (ctx: Context, postId: number, uploadId: string) =>
  isShownIn(
    ctx,
    sql`exists (select from ${articleSources} where ${articleSources.articleId} = ${articles.id}
      and ${articleSources.postId} = ${postId})`,
    uploadId
  )

/** Whether a version of such an article that the actor may read shows the file. */
async function isShownIn(ctx: Context, isOne: SQL, uploadId: string): Promise<boolean> {
  if (await isShutOut(ctx)) return false
  const { db, actor } = ctx
  const { articleId, language } = articleTranslations
  const isOwn = can.draft(actor) ? eq(articleTranslations.authorId, actor.id) : undefined
  const isRead = and(
    or(isOwn, and(visibleTranslations(actor), shownVersions)),
    isNull(articleRevisions.withdrawnAt)
  )
  const isShown = sql`position(${uploadId} in ${articleRevisions.content}->>'body') > 0`
  const rows = await db
    .select({ id: articles.id })
    .from(articles)
    .innerJoin(articleTranslations, eq(articleId, articles.id))
    .innerJoin(
      articleRevisions,
      and(eq(articleRevisions.articleId, articleId), eq(articleRevisions.language, language))
    )
    .where(and(isOne, isShown, can.write(actor) ? undefined : isRead))
    .limit(1)
  return rows.length > 0
}

import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { can } from './policy.ts'
import { articleRevisions, articles, articleSources, articleTranslations } from './schema.ts'
import { shownVersions, visibleTranslations } from './visibility.ts'

/**
 * Whether the actor may see a file of an article: who writes it, and who began or may read a
 * translation that shows it. Earlier public versions stay readable in the history.
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

async function isShownIn(ctx: Context, isOne: SQL, uploadId: string): Promise<boolean> {
  const { db, actor } = ctx
  if (can.write(actor)) return (await db.$count(articles, isOne)) > 0
  const isOwn = can.draft(actor)
    ? sql`exists (select from ${articleTranslations} own
        join ${articleRevisions} version
          on version.article_id = own.article_id and version.language = own.language
        where own.article_id = ${articles.id} and own.author_id = ${actor.id}
          and position(${uploadId} in version.content->>'body') > 0)`
    : sql`false`
  const isShown = sql`exists (select from ${articleTranslations} join ${articleRevisions}
    on ${articleRevisions.articleId} = ${articleTranslations.articleId}
      and ${articleRevisions.language} = ${articleTranslations.language}
    where ${articleTranslations.articleId} = ${articles.id}
      and ${and(visibleTranslations(actor), shownVersions)}
      and position(${uploadId} in ${articleRevisions.content}->>'body') > 0)`
  return (await db.$count(articles, and(isOne, sql`(${isOwn} or ${isShown})`))) > 0
}

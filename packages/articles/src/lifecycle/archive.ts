import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { authorize, findArticle } from '../policy.ts'
import { articles, articleTranslations } from '../schema.ts'

/**
 * Archives an article: lists and search leave it out, and its page leads to its successor.
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 `article_is_archived`, 422 for a successor
 * that is archived, not public, or the article itself
 */
export async function archive(ctx: Context, id: number, successor: number | null): Promise<void> {
  authorize.write(ctx.actor)
  await findArticle(ctx, id)
  if (successor === id) throw invalid('successor', 'articles_successor_itself')
  await transaction(ctx, async (ctx) => {
    await lockBoth(ctx, id, successor)
    await checkSuccessor(ctx, successor)
    const archived = await ctx.db
      .update(articles)
      .set({ archivedAt: ctx.now, successorId: successor })
      .where(and(eq(articles.id, id), isNull(articles.archivedAt)))
      .returning({ id: articles.id })
    if (archived.length === 0) throw conflict('article_is_archived')
    await followSuccessor(ctx, id, successor)
    await emit(ctx, 'article.changed', { articleId: id })
  })
}

/** In the order of their ids, so that two people who name each other's article do not deadlock. */
const lockBoth = ({ db }: Context, id: number, successor: number | null) =>
  db
    .select({ id: articles.id })
    .from(articles)
    .where(sql`${articles.id} in (${id}, ${successor ?? id})`)
    .orderBy(articles.id)
    .for('update')

async function checkSuccessor({ db }: Context, id: number | null) {
  if (id === null) return
  const isShown = sql`exists (select from ${articleTranslations}
    where ${articleTranslations.articleId} = ${articles.id}
      and ${articleTranslations.publicRevision} > 0)`
  const isOpen = and(eq(articles.id, id), isNull(articles.archivedAt), isShown)
  if ((await db.$count(articles, isOpen)) === 0)
    throw invalid('successor', 'articles_successor_archived')
}

/** Those that led to the archived article lead to its successor now, so that no chain forms. */
async function followSuccessor({ db }: Context, id: number, successor: number | null) {
  if (successor === null) return
  await db.update(articles).set({ successorId: successor }).where(eq(articles.successorId, id))
}

/**
 * Brings an archived article back.
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 `article_not_archived`
 */
export async function unarchive(ctx: Context, id: number): Promise<void> {
  authorize.write(ctx.actor)
  await findArticle(ctx, id)
  await transaction(ctx, async (ctx) => {
    const restored = await ctx.db
      .update(articles)
      .set({ archivedAt: null, successorId: null })
      .where(and(eq(articles.id, id), isNotNull(articles.archivedAt)))
      .returning({ id: articles.id })
    if (restored.length === 0) throw conflict('article_not_archived')
    await emit(ctx, 'article.changed', { articleId: id })
  })
}

import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { articles, articleTranslations } from '../schema.ts'

/** Owners are reminded of so many at a time; the next ones follow within minutes. */
const batch = 100

/**
 * Timed task: reminds owners once of each date by which they have to check a public article. Several
 * nodes may run it, as each row is locked by one of them.
 */
export async function remindOwners(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const due = await dueArticles(ctx)
    for (const { id, ownerId, freshUntil } of due) {
      await ctx.db.update(articles).set({ remindedFor: freshUntil }).where(eq(articles.id, id))
      await emit(ctx, 'article.check_due', { articleId: id, ownerId })
    }
  })
}

const dueArticles = ({ db, now }: Context) =>
  db
    .select({ id: articles.id, ownerId: articles.ownerId, freshUntil: articles.freshUntil })
    .from(articles)
    .where(
      and(
        lte(articles.freshUntil, now),
        isNull(articles.archivedAt),
        sql`${articles.remindedFor} is distinct from ${articles.freshUntil}`,
        sql`exists (select from ${articleTranslations}
          where article_id = ${articles.id} and public_revision > 0)`
      )
    )
    .orderBy(articles.freshUntil)
    .limit(batch)
    .for('update', { skipLocked: true })

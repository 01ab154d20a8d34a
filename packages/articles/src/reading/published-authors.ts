import { eq, sql } from 'drizzle-orm'
import { cached, type Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { users } from '@stoa/accounts/tables'
import { articles, articleTranslations } from '../schema.ts'

/** Keys of the names of those who wrote an article that is public for anybody. */
const cache = cached(30_000, async ({ db }: Pick<Context, 'db'>) => {
  const rows = await db
    .selectDistinct({ key: users.usernameKey })
    .from(articles)
    .innerJoin(users, eq(users.id, articles.authorId))
    .innerJoin(articleTranslations, eq(articleTranslations.articleId, articles.id))
    .where(sql`${articleTranslations.publicRevision} > 0 and ${articles.archivedAt} is null`)
  return new Set(rows.map(({ key }) => key))
})

/** Drops what this process has cached. Every node calls it when an article or a name has changed. */
export const invalidateAuthors = cache.drop

/** Whether somebody wrote any article, so that profiles of all others need no statement. */
export const hasArticles = async (ctx: Context, username: string): Promise<boolean> =>
  (await cache.of(ctx)).has(usernameKey(username))

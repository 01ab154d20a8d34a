import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { searchArticles as documents } from '../schema.ts'
import { toPrefixTsquery } from '../tsquery.ts'

/**
 * Returns ids of articles that the actor may find and of which a title, in any language, contains
 * the words, best first; the last word may be incomplete.
 */
export async function articlesTitled(ctx: Context, typed: string, limit: number) {
  const tsquery = toPrefixTsquery(typed)
  if (tsquery === '') return []
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select readable.article_id as id
    from ${documents} join ${ctx.ports.articles.readableArticles(ctx)} readable
      on readable.article_id = ${documents.articleId}
        and readable.language = ${documents.language}
    where ${documents.titleVector} @@ ${tsquery}::tsquery
    group by 1
    order by max(ts_rank(${documents.titleVector}, ${tsquery}::tsquery, 2)
      * case when readable.language = readable.shown then 2 else 1 end) desc, id desc
    limit ${limit}`)
  return rows.map(({ id }) => id)
}

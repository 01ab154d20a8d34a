import { eq } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { authorize, findArticle } from '../policy.ts'
import { articles } from '../schema.ts'

/**
 * Records that somebody read an article and found it right.
 * @param freshUntil when it has to be checked next
 * @throws Problem 404, 401 and 403 as `rules.write`
 */
export async function recordCheck(
  ctx: Context,
  id: number,
  freshUntil: string | null
): Promise<void> {
  authorize.write(ctx.actor)
  await findArticle(ctx, id)
  await transaction(ctx, async (ctx) => {
    const set = { checkedAt: ctx.now, freshUntil }
    await ctx.db.update(articles).set(set).where(eq(articles.id, id))
    await emit(ctx, 'article.changed', { articleId: id })
  })
}

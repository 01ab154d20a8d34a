import type { Context } from '@stoa/core'
import { authorize, findArticle } from '../policy.ts'
import { placesOf } from './named.ts'

/**
 * Lists the saved replies of the desk that name an article, for those who are about to archive it.
 * @throws Problem 404, 401 and 403 as `rules.write`
 */
export async function listNamingReplies(ctx: Context, id: number) {
  authorize.write(ctx.actor)
  await findArticle(ctx, id)
  const replies = await ctx.ports.tickets.repliesNamingArticles(ctx)
  const places = await placesOf(
    ctx,
    replies.flatMap(({ articles }) => articles)
  )
  const items = replies.filter(({ articles }) =>
    articles.some((name) => places.get(name)?.id === id)
  )
  return { items: items.map(({ articles: _, ...reply }) => reply) }
}

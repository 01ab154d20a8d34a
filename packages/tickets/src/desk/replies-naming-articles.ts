import type { Context } from '@stoa/core'
import { savedReplies } from '../schema.ts'
import { byName } from './filled-replies.ts'
import { articlesIn } from './reply-articles.ts'

/** Implements the port that lists saved replies that name articles, with the names as written. */
export async function repliesNamingArticles(ctx: Context) {
  const { id, names, body } = savedReplies
  const rows = await ctx.db.select({ id, names, body }).from(savedReplies)
  return byName(ctx, rows).flatMap(({ id, name, language, body }) => {
    const articles = [...new Set(Object.values(body).flatMap(articlesIn))]
    return articles.length > 0 ? [{ id, name, language, articles }] : []
  })
}

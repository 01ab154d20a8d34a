import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { posts } from '@stoa/threads/tables'
import { lockArticle } from '../policy.ts'
import { articleSources } from '../schema.ts'
import { redactArticle } from './redacted-versions.ts'
import { removalTest, withoutParagraphs, type Removal } from './passages.ts'

type Source = { id: number; articleId: number; text: string }

const columns = {
  id: articleSources.id,
  articleId: articleSources.articleId,
  text: articleSources.text
}

/**
 * Takes a passage that is redacted in a thread out of the articles made from it. The caller's
 * transaction holds the thread.
 */
export async function redactFromArticles(
  ctx: Context,
  threadId: number,
  secret: string
): Promise<void> {
  const sources = await ctx.db
    .select(columns)
    .from(articleSources)
    .innerJoin(posts, eq(posts.id, articleSources.postId))
    .where(eq(posts.threadId, threadId))
  await redactEach(ctx, sources, (text) => ({ source: text, secret }))
}

/** Effect of `post.erased`: takes the words of a post out of the articles that use them. */
export const eraseSourcesOfPost = (ctx: Context, { postId }: { postId: number }): Promise<void> =>
  eraseWhere(ctx, eq(articleSources.postId, postId))

/** Effect of `user.erased`: the words of their tickets go, too. */
export const eraseTicketSources = (ctx: Context, { userId }: { userId: number }): Promise<void> =>
  eraseWhere(ctx, and(eq(articleSources.authorId, userId), isNotNull(articleSources.ticketId)))

async function eraseWhere(ctx: Context, condition: ReturnType<typeof and>): Promise<void> {
  const sources = await ctx.db.select(columns).from(articleSources).where(condition)
  await redactEach(ctx, sources, (text) => ({ source: text }))
}

async function redactEach(
  ctx: Context,
  sources: readonly (Omit<Source, 'articleId'> & { articleId: number | null })[],
  removalOf: (text: string) => Removal
): Promise<void> {
  const known = sources.flatMap(({ articleId, ...row }) =>
    articleId === null || row.text === '' ? [] : { articleId, ...row }
  )
  for (const [articleId, rows] of Map.groupBy(known, ({ articleId }) => articleId))
    await transaction(ctx, async (ctx) => {
      await lockArticle(ctx, articleId)
      const removals = rows.map(({ text }) => removalOf(text))
      const changed = await redactArticle(ctx, articleId, removals)
      const redacted = await redactTexts(ctx, rows, removals)
      if (!changed && !redacted) return
      const ids = rows.map(({ id }) => id)
      await ctx.db
        .update(articleSources)
        .set({ redactedAt: ctx.now })
        .where(inArray(articleSources.id, ids))
      await emit(ctx, 'article.changed', { articleId })
    })
}

/** Shortens what is kept of the words themselves. */
async function redactTexts({ db }: Context, rows: readonly Source[], removals: Removal[]) {
  const left = rows.map(({ id, text }, at) => {
    const removal = removals[at] as Removal
    const test = removalTest(removal)
    const kept = removal.secret === undefined ? '' : withoutParagraphs(text, '', test).text.trim()
    return { id, text, kept }
  })
  const changed = left.filter(({ text, kept }) => kept !== text)
  for (const { id, kept } of changed)
    await db.update(articleSources).set({ text: kept }).where(eq(articleSources.id, id))
  return changed.length > 0
}

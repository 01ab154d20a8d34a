import { and, eq, isNull } from 'drizzle-orm'
import { findRecipient } from '@stoa/accounts/recipients'
import { emit, guest, transaction, type Context } from '@stoa/core'
import { offeredLanguage } from '@stoa/core/languages'
import { m } from '@stoa/messages'
import { createThread, knownCategories } from '@stoa/threads'
import { lockArticle } from './policy.ts'
import { articles, articleTranslations } from './schema.ts'
import { articleUrl } from './urls.ts'
import { listedTranslations } from './visibility.ts'

/**
 * Effect of a publication: opens the thread in which a public post of the blog is discussed, if it is
 * to have one and has none yet. Its author is the article's author.
 */
export async function openDiscussion(ctx: Context, articleId: number): Promise<void> {
  const wanted = await ctx.db.$count(articles, isWithout(articleId))
  if (wanted === 0) return
  await transaction(ctx, async (ctx) => {
    await lockArticle(ctx, articleId)
    const found = await findDiscussed(ctx, articleId)
    if (!found) return
    const { title, summary, slug, language, categoryId } = found
    const author = await authorContext(ctx, found.authorId)
    const url = articleUrl(slug)
    const link = m.articles_discussion_link({ title: escaped(title), url }, { locale: language })
    const body = `${summary}\n\n${link}`
    const input = { categoryId, kind: 'discussion' as const, title, body, tags: [], language }
    const thread = await createThread(author, input)
    await ctx.db
      .update(articles)
      .set({ discussionThreadId: thread.id })
      .where(eq(articles.id, articleId))
    await emit(ctx, 'article.changed', { articleId })
  })
}

const isWithout = (id: number) =>
  and(eq(articles.id, id), eq(articles.kind, 'post'), isNull(articles.discussionThreadId))

/** The original as everybody reads it, and a category that is still there. */
async function findDiscussed(ctx: Context, id: number) {
  const { title, summary, slug, language } = articleTranslations
  const [row] = await ctx.db
    .select({
      ...{ title, summary, slug, language, authorId: articles.authorId },
      categoryId: articles.discussionCategoryId
    })
    .from(articles)
    .innerJoin(
      articleTranslations,
      and(eq(articleTranslations.articleId, articles.id), eq(language, articles.language))
    )
    .where(and(isWithout(id), listedTranslations(guest)))
  const known = await knownCategories(ctx)
  const category = known.find((one) => one.id === row?.categoryId)
  return row && category && category.archivedAt === null
    ? { ...row, categoryId: category.id }
    : undefined
}

/** As the text of a link. */
const escaped = (title: string) => title.replace(/[\\[\]]/g, (sign) => `\\${sign}`)

/** Acts as the author, or as the forum if their account is gone. */
async function authorContext(ctx: Context, authorId: number): Promise<Context> {
  const author = await findRecipient(ctx, authorId)
  if (!author) return ctx
  return { ...ctx, actor: author.actor, locale: offeredLanguage(ctx, author.actor.locale) }
}

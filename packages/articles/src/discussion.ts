import { and, eq, isNull } from 'drizzle-orm'
import { findRecipient } from '@stoa/accounts/recipients'
import { emit, guest, transaction, type Context } from '@stoa/core'
import { offeredLanguage } from '@stoa/core/languages'
import { m } from '@stoa/messages'
import { createThread, knownCategories, replaceOpening } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { lockArticle } from './policy.ts'
import { articles, articleTranslations } from './schema.ts'
import { decoded } from './checks/links.ts'
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
    const { title, language, categoryId } = found
    const author = await authorContext(ctx, found.authorId)
    const body = openingOf(found)
    const input = { categoryId, kind: 'discussion' as const, title, body, tags: [], language }
    const thread = await createThread(author, input)
    await ctx.db
      .update(articles)
      .set({ discussionThreadId: thread.id })
      .where(eq(articles.id, articleId))
    await emit(ctx, 'article.changed', { articleId })
  })
}

type Discussed = Pick<typeof articleTranslations.$inferSelect, 'title' | 'slug' | 'language'>

/** What the thread says of the article, which says everything else itself. */
const openingOf = ({ title, slug, language }: Discussed) =>
  m.articles_discussion_link({ title: escaped(title), url: articleUrl(slug) }, { locale: language })

/** Takes words out of a thread that names an article: it names what the article is called now. */
export async function retellDiscussion(
  { db, ...ctx }: Context,
  articleId: number,
  threadId: number,
  isRemoved: (text: string) => boolean
): Promise<void> {
  const { title, slug, language } = articleTranslations
  const [article] = await db
    .select({ title, slug, language })
    .from(articleTranslations)
    .innerJoin(articles, and(eq(articles.id, articleId), eq(language, articles.language)))
    .where(eq(articleTranslations.articleId, articleId))
  const [opening] = await db
    .select({ title: threads.title, body: posts.body })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(threads.id, threadId), eq(posts.number, 1)))
  if (!article || !opening) return
  if (![opening.title, ...written(opening.body)].some(isRemoved)) return
  const now = { title: article.title, body: openingOf(article) }
  await replaceOpening({ db, ...ctx }, threadId, now)
}

/** A text, also with the words of its addresses. */
const written = (body: string) => [body, body.replace(/(?:%[0-9a-f]{2})+/gi, decoded)]

const isWithout = (id: number) =>
  and(eq(articles.id, id), eq(articles.kind, 'post'), isNull(articles.discussionThreadId))

/** The original as everybody reads it, and a category that is still there. */
async function findDiscussed(ctx: Context, id: number) {
  const { title, slug, language } = articleTranslations
  const [row] = await ctx.db
    .select({
      ...{ title, slug, language, authorId: articles.authorId },
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

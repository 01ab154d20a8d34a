import { and, eq, inArray, isNull } from 'drizzle-orm'
import { emit, type Context, type Locale } from '@stoa/core'
import { articles, articleTranslations } from './schema.ts'
import { articleUrl } from './urls.ts'
import { visibleTranslations } from './visibility.ts'
import { isTranslation } from './writing/revisions.ts'

type Text = { articleId: number; language: Locale }

const { articleId, language, title, slug, publicRevision } = articleTranslations

/** Port: author and public version of a text that the actor may read. */
export async function reportableText({ db, actor }: Context, text: Text) {
  const [found] = await db
    .select({ authorId: articles.authorId, revision: publicRevision })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(and(isTranslation(text), visibleTranslations(actor)))
  return found
}

/** Port: titles and links of texts that the actor may read, by article and language. */
export async function titlesOfTexts({ db, actor }: Context, texts: readonly Text[]) {
  const ids = texts.map((text) => text.articleId)
  const rows = await db
    .select({ articleId, language, title, slug })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(and(inArray(articleId, ids), visibleTranslations(actor)))
  return new Map(
    rows.map((row) => [
      `${row.articleId} ${row.language}`,
      { title: row.title, url: articleUrl(row.slug) }
    ])
  )
}

/** Port: puts an article that is not archived on the list of what its owner has to check now. */
export async function sendToOwner(ctx: Context, id: number): Promise<void> {
  await ctx.db
    .update(articles)
    .set({ freshUntil: ctx.now })
    .where(and(eq(articles.id, id), isNull(articles.archivedAt)))
  await emit(ctx, 'article.changed', { articleId: id })
}

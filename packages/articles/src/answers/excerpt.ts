import { and, eq } from 'drizzle-orm'
import { notFound, type Context, type Locale } from '@stoa/core'
import { translate } from '@stoa/messages'
import { isPublicVersion } from '../reading/search.ts'
import { articleRevisions, articles, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { listedTranslations } from '../visibility.ts'
import { isTranslation } from '../writing/revisions.ts'
import { excerptOf } from './excerpt-text.ts'
import { readerOf } from './reader.ts'

type Wanted = { id: number; language: Locale; ticket?: string | undefined }

/**
 * Returns the beginning of an article for an answer as Markdown, with a link to the article as its
 * source.
 * @throws Problem 404 for an article that readers of the answer may not read, and for a ticket that
 * the actor does not answer
 */
export async function excerptArticle(ctx: Context, { id, language, ticket }: Wanted) {
  const reader = await readerOf(ctx, ticket)
  const { slug, title } = articleTranslations
  const [found] = await ctx.db
    .select({ slug, title, content: articleRevisions.content })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .innerJoin(articleRevisions, isPublicVersion)
    .where(and(isTranslation({ articleId: id, language }), listedTranslations(reader)))
  if (!found) throw notFound()
  const origin = ctx.ports.publicOrigin
  const url = origin + articleUrl(found.slug)
  const source = translate('articles_excerpt_source', { link: linkTo(found.title, url) }, language)
  const text = excerptOf(found.content.body, { origin, url })
  return { text: [text, source].filter(Boolean).join('\n\n') }
}

const linkTo = (title: string, url: string) => `[${title.replace(/[\\[\]]/g, '\\$&')}](${url})`

import { and, eq, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { endpoint, notFound, type Context, type Locale } from '@stoa/core'
import { idParams } from '@stoa/core/contract'
import { translate } from '@stoa/messages'
import { translationParams } from '../shapes.ts'
import {
  articleExcerpt,
  excerptQuery,
  linkableArticles,
  linkableQuery,
  namingReplies,
  type LinkableQuery
} from './contract.ts'
import { isPublicVersion } from '../reading/search.ts'
import { articleRevisions, articles, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { listedTranslations } from '../visibility.ts'
import { isTranslation } from '../writing/revisions.ts'
import { excerptOf } from './excerpt-text.ts'
import { readerOf } from './reader.ts'
import { isNamed, listNamed } from '../lifecycle/match.ts'
import { isBestLanguage } from '../reading/rows.ts'
import { authorize, findArticle } from '../policy.ts'
import { placesOf } from './named.ts'

/** Endpoints that bring articles into answers. */
export const answerEndpoints = {
  linkable: endpoint({
    method: 'GET',
    path: '/articles/linkable',
    summary: 'Find articles for an answer, which its readers may read',
    query: linkableQuery,
    answers: { 200: linkableArticles },
    minimumRole: 'volunteer',
    handle: listLinkable
  }),
  excerpt: endpoint({
    method: 'GET',
    path: '/articles/:id/translations/:language/excerpt',
    summary: 'Get the beginning of an article for an answer, with its source',
    params: translationParams,
    query: excerptQuery,
    answers: { 200: articleExcerpt },
    minimumRole: 'volunteer',
    handle: excerptArticle
  }),
  namingReplies: endpoint({
    method: 'GET',
    path: '/articles/:id/saved-replies',
    summary: 'List the saved replies of the desk that name an article',
    params: idParams,
    answers: { 200: namingReplies },
    minimumRole: 'staff',
    handle: (ctx, { id }) => listNamingReplies(ctx, id)
  })
}

type Wanted = { id: number; language: Locale; ticket?: string | undefined }

/**
 * Returns the beginning of an article for an answer as Markdown, with a link to the article as its
 * source.
 * @throws Problem 404 for an article that readers of the answer may not read, and for a ticket that
 * the actor does not answer
 */
async function excerptArticle(ctx: Context, { id, language, ticket }: Wanted) {
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

const named = alias(articleTranslations, 'named')

/**
 * Finds articles for an answer, which its readers may read: by words of a title or slug in any
 * language, each once, in the language of the answer if it can be.
 * @throws Problem 404 for a ticket that the actor does not answer
 */
async function listLinkable(ctx: Context, { q, language, ticket }: LinkableQuery) {
  const reader = await readerOf(ctx, ticket)
  const isIn = isBestLanguage({ ...ctx, locale: language })
  return listNamed(ctx, q, (words) => and(listedTranslations(reader), isIn, isNamedAnywhere(words)))
}

/** Condition: the title or slug of any public translation of the article contains the words. */
const isNamedAnywhere = (words: string): SQL =>
  sql`exists (select from ${articleTranslations} named
    where ${named.articleId} = ${articles.id} and ${named.publicRevision} > 0 and ${isNamed(words, named)})`

/**
 * Lists the saved replies of the desk that name an article, for those who are about to archive it.
 * @throws Problem 404, 401 and 403 as `rules.write`
 */
async function listNamingReplies(ctx: Context, id: number) {
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

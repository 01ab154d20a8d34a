import { and, desc, ne, sql } from 'drizzle-orm'
import { endpoint, after, type Context } from '@stoa/core'
import { slugParams, translationParams } from '../shapes.ts'
import {
  articleHighlights,
  articleList,
  articlePage,
  articleQuery,
  articleRevisionList,
  revisionQuery
} from './contract.ts'
import { listRevisions } from './history.ts'
import { listArticles } from './list.ts'
import { showArticle } from './show.ts'
import { articleDays, articles, articleTranslations } from '../schema.ts'
import { listedTranslations } from '../visibility.ts'
import { isBestLanguage, selectRows, toRow } from './rows.ts'

/** Endpoints for readers. */
export const readingEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/articles',
    summary: 'List articles, newest first',
    query: articleQuery,
    answers: { 200: articleList },
    minimumRole: 'guest',
    handle: listArticles
  }),
  highlights: endpoint({
    method: 'GET',
    path: '/articles/highlights',
    summary: 'Get the articles of the help center that are read most and that changed last',
    answers: { 200: articleHighlights },
    minimumRole: 'guest',
    handle: (ctx) => showHighlights(ctx)
  }),
  show: endpoint({
    method: 'GET',
    path: '/articles/pages/:slug',
    summary: 'Get an article in the language of this slug',
    params: slugParams,
    answers: { 200: articlePage },
    minimumRole: 'guest',
    handle: (ctx, { slug }) => showArticle(ctx, slug)
  }),
  revisions: endpoint({
    method: 'GET',
    path: '/articles/:id/translations/:language/revisions',
    summary: 'List versions of an article in one language, newest first',
    params: translationParams,
    query: revisionQuery,
    answers: { 200: articleRevisionList },
    minimumRole: 'guest',
    handle: (ctx, { id, language, ...page }) => listRevisions(ctx, id, language, page)
  })
}

const shown = 6
const countedFor = 30 * 24 * 3600_000

/** The articles of the help centre that were read most lately, and those that changed last. */
async function showHighlights(ctx: Context) {
  const { changedAt, articleId } = articleTranslations
  const isOfHelp = and(
    listedTranslations(ctx.actor),
    isBestLanguage(ctx),
    ne(articles.kind, 'post')
  )
  const views = viewsSince(after(ctx.now, -countedFor).slice(0, 10))
  const [popular, updated] = await Promise.all([
    selectRows(ctx)
      .where(and(isOfHelp, sql`${views} > 0`))
      .orderBy(desc(views), desc(articleId))
      .limit(shown),
    selectRows(ctx).where(isOfHelp).orderBy(desc(changedAt), desc(articleId)).limit(shown)
  ])
  const toRows = (rows: typeof popular) => rows.map((row) => toRow(ctx, row))
  return { popular: toRows(popular), updated: toRows(updated) }
}

/** How often an article was opened since a day, in any language. */
const viewsSince = (day: string) =>
  sql`coalesce((select sum(${articleDays.views}) from ${articleDays}
    where ${articleDays.articleId} = ${articles.id} and ${articleDays.day} >= ${day}), 0)`

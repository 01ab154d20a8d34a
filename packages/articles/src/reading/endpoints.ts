import { endpoint } from '@stoa/core'
import { slugParams, translationParams } from '../shapes.ts'
import {
  articleHighlights,
  articleList,
  articlePage,
  articleQuery,
  articleRevisionList,
  revisionQuery
} from './contract.ts'
import { showHighlights } from './highlights.ts'
import { listRevisions } from './history.ts'
import { listArticles } from './list.ts'
import { showArticle } from './show.ts'

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

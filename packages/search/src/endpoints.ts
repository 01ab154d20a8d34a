import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { translate } from '@stoa/messages'
import {
  missList,
  relatedWordsShape,
  searchAnswer,
  searchQuery,
  similarArticleList,
  similarArticlesQuery,
  suggestionList,
  suggestionQuery
} from './contract.ts'
import { similarArticles } from './articles/similar.ts'
import { listZeroResultQueries } from './zero-result-queries.ts'
import { keepRelations, showRelations } from './relations.ts'
import { search } from './search.ts'
import { suggest } from './suggestions.ts'

export const searchEndpoints = {
  search: endpoint({
    method: 'GET',
    path: '/search',
    summary: 'Search articles and posts',
    query: searchQuery,
    answers: { 200: searchAnswer },
    minimumRole: 'guest',
    limit: { per: 'actor', count: 120, seconds: 60 },
    handle: search
  }),
  suggestions: endpoint({
    method: 'GET',
    path: '/search/suggestions',
    summary: 'Suggest categories, articles, threads, announcements and members',
    query: suggestionQuery,
    answers: { 200: suggestionList },
    minimumRole: 'guest',
    limit: { per: 'actor', count: 120, seconds: 60 },
    handle: async (ctx, { q }) => ({
      items: await suggest(ctx, q),
      searchFor: translate('search_suggested_words', { words: q.trim() }, ctx.locale)
    })
  }),
  similarArticles: endpoint({
    method: 'GET',
    path: '/articles/similar',
    summary: 'List articles that may answer what is being asked',
    query: similarArticlesQuery,
    answers: { 200: similarArticleList },
    minimumRole: 'guest',
    limit: { per: 'actor', count: 120, seconds: 60 },
    handle: async (ctx, draft) => ({ items: await similarArticles(ctx, draft) })
  }),
  zeroResultQueries: endpoint({
    method: 'GET',
    path: '/search/zero-result-queries',
    summary: 'List searches with no results, made by five or more people in a week',
    answers: { 200: missList },
    minimumRole: 'staff',
    handle: listZeroResultQueries
  }),
  relatedWords: endpoint({
    method: 'GET',
    path: '/search/related-words',
    summary: 'Get the related search terms',
    answers: { 200: relatedWordsShape },
    minimumRole: 'staff',
    handle: showRelations
  }),
  saveRelatedWords: endpoint({
    method: 'PUT',
    path: '/search/related-words',
    summary: 'Replace the related search terms; takes effect right away',
    body: relatedWordsShape,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { text }) => keepRelations(ctx, text)
  })
}

import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import {
  missList,
  relatedWordsShape,
  searchAnswer,
  searchQuery,
  suggestionList,
  suggestionQuery
} from './contract.ts'
import { listZeroResultQueries } from './zero-result-queries.ts'
import { keepRelations, showRelations } from './relations.ts'
import { search } from './searching.ts'
import { suggest } from './titles.ts'

export const searchEndpoints = {
  search: endpoint({
    method: 'GET',
    path: '/search',
    summary: 'Find posts by words and filters',
    query: searchQuery,
    answers: { 200: searchAnswer },
    minimumRole: 'guest',
    limit: { per: 'actor', count: 120, seconds: 60 },
    handle: search
  }),
  suggestions: endpoint({
    method: 'GET',
    path: '/search/suggestions',
    summary: 'Titles that go on as typed',
    query: suggestionQuery,
    answers: { 200: suggestionList },
    minimumRole: 'guest',
    handle: async (ctx, { q }) => ({ items: await suggest(ctx, q) })
  }),
  zeroResultQueries: endpoint({
    method: 'GET',
    path: '/search/misses',
    summary: 'What five people or more looked for in a week and did not find',
    answers: { 200: missList },
    minimumRole: 'staff',
    handle: listZeroResultQueries
  }),
  relatedWords: endpoint({
    method: 'GET',
    path: '/search/related-words',
    summary: 'Words that mean the same as others, or are related to them',
    answers: { 200: relatedWordsShape },
    minimumRole: 'staff',
    handle: showRelations
  }),
  keepRelatedWords: endpoint({
    method: 'PUT',
    path: '/search/related-words',
    summary: 'Change the related words; searches heed them at once',
    body: relatedWordsShape,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { text }) => keepRelations(ctx, text)
  })
}

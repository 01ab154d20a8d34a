import { endpoint } from '@stoa/core'
import { searchAnswer, searchQuery, suggestionList, suggestionQuery } from './contract.ts'
import { search } from './searching.ts'
import { suggest } from './titles.ts'

export const searchEndpoints = {
  search: endpoint({
    method: 'GET',
    path: '/search',
    summary: 'Find posts by words and filters',
    query: searchQuery,
    answers: { 200: searchAnswer },
    least: 'guest',
    limit: { per: 'actor', count: 120, seconds: 60 },
    handle: search
  }),
  suggestions: endpoint({
    method: 'GET',
    path: '/search/suggestions',
    summary: 'Titles that go on as typed',
    query: suggestionQuery,
    answers: { 200: suggestionList },
    least: 'guest',
    handle: async (ctx, { q }) => ({ items: await suggest(ctx, q) })
  })
}

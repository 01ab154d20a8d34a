import { endpoint } from '@stoa/core'
import {
  relatedThreads,
  similarQuery,
  tagList,
  tagQuery,
  threadFilter,
  threadList
} from './contract.ts'
import { list } from './lists.ts'
import { relatedTo, similarTo } from './similar.ts'
import { mostUsedTags, suggestTags } from '../tags/most-used.ts'

const typingLimit = { per: 'actor', count: 120, seconds: 60 } as const

/** Endpoints that find existing threads. */
export const findingEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/threads',
    summary: 'List threads, filtered and sorted; pinned ones separately on the first page',
    query: threadFilter,
    answers: { 200: threadList },
    minimumRole: 'guest',
    handle: (ctx, filter) => list(ctx, filter)
  }),
  similar: endpoint({
    method: 'GET',
    path: '/threads/similar',
    summary: 'List threads similar to a draft',
    query: similarQuery,
    answers: { 200: relatedThreads },
    minimumRole: 'guest',
    limit: typingLimit,
    handle: (ctx, query) => similarTo(ctx, query)
  }),
  related: endpoint({
    method: 'GET',
    path: '/threads/:id/related',
    summary: 'List related threads',
    answers: { 200: relatedThreads },
    minimumRole: 'guest',
    handle: (ctx, { id }) => relatedTo(ctx, id)
  }),
  tags: endpoint({
    method: 'GET',
    path: '/tags',
    summary: 'List the most used tags, or suggest those that begin with `q`',
    query: tagQuery,
    answers: { 200: tagList },
    minimumRole: 'guest',
    limit: typingLimit,
    handle: (ctx, { q }) => (q === undefined ? mostUsedTags(ctx) : suggestTags(ctx, { q }))
  })
}

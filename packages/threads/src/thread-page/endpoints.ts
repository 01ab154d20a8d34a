import { endpoint } from '@stoa/core'
import { postList, postLocation, postsQuery, showQuery, threadPage } from './contract.ts'
import { locatePost } from './locations.ts'
import { listPosts, show } from './thread-page.ts'

/** Endpoints that show a thread. */
export const threadPageEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/threads/:id',
    summary: 'Get a page of a thread: head, marks, permissions of the reader, 20 posts',
    query: showQuery,
    answers: { 200: threadPage },
    minimumRole: 'guest',
    handle: (ctx, { id, page, related }) => show(ctx, id, page, { related })
  }),
  posts: endpoint({
    method: 'GET',
    path: '/threads/:id/posts',
    summary: 'List the posts of a page, or those after a number',
    query: postsQuery,
    answers: { 200: postList },
    minimumRole: 'guest',
    handle: (ctx, { id, ...query }) => listPosts(ctx, id, query)
  }),
  locate: endpoint({
    method: 'GET',
    path: '/posts/:id',
    summary: 'Get the current location of a post',
    answers: { 200: postLocation },
    minimumRole: 'guest',
    handle: (ctx, { id }) => locatePost(ctx, id)
  })
}

import { endpoint } from '@stoa/core'
import { idParams } from '@stoa/core/contract'
import { createThread } from './create-thread.ts'
import {
  askInput,
  createdPost,
  createdThread,
  postList,
  postLocation,
  postsQuery,
  preview,
  previewInput,
  replyInput,
  showQuery,
  threadFilter,
  threadList,
  threadPage
} from '../contract.ts'
import { list } from '../lists/lists.ts'
import { locatePost } from '../thread-page/locations.ts'
import { previewOf } from '../rendering/previews.ts'
import { reply } from './reply.ts'
import { listPosts, show } from '../thread-page/thread-page.ts'

export const threadEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/threads',
    summary: 'Threads, filtered and sorted; pins apart on the first page',
    query: threadFilter,
    answers: { 200: threadList },
    minimumRole: 'guest',
    handle: (ctx, filter) => list(ctx, filter)
  }),
  createThread: endpoint({
    method: 'POST',
    path: '/threads',
    summary: 'Start a thread',
    body: askInput,
    answers: { 201: createdThread },
    minimumRole: 'member',
    handle: (ctx, input) => createThread(ctx, input)
  }),
  show: endpoint({
    method: 'GET',
    path: '/threads/:id',
    summary: 'A page of a thread: head, marks, what the reader may do, 20 posts',
    params: idParams,
    query: showQuery,
    answers: { 200: threadPage },
    minimumRole: 'guest',
    handle: (ctx, { id, page }) => show(ctx, id, page)
  }),
  posts: endpoint({
    method: 'GET',
    path: '/threads/:id/posts',
    summary: 'Posts of a page, or the next ones after a number',
    params: idParams,
    query: postsQuery,
    answers: { 200: postList },
    minimumRole: 'guest',
    handle: (ctx, { id, ...query }) => listPosts(ctx, id, query)
  }),
  reply: endpoint({
    method: 'POST',
    path: '/threads/:id/posts',
    summary: 'Reply in a thread',
    params: idParams,
    body: replyInput,
    answers: { 201: createdPost },
    minimumRole: 'member',
    handle: (ctx, { id, ...input }) => reply(ctx, id, input)
  }),
  locate: endpoint({
    method: 'GET',
    path: '/posts/:id',
    summary: 'Where a post is now',
    params: idParams,
    answers: { 200: postLocation },
    minimumRole: 'guest',
    handle: (ctx, { id }) => locatePost(ctx, id)
  }),
  preview: endpoint({
    method: 'POST',
    path: '/previews',
    summary: 'Render Markdown as a post would be',
    body: previewInput,
    answers: { 200: preview },
    minimumRole: 'member',
    handle: (ctx, { body }) => previewOf(ctx, body)
  })
}

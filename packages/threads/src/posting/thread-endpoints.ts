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
    summary: 'List threads, filtered and sorted; pinned ones separately on the first page',
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
    summary: 'Get a page of a thread: head, marks, permissions of the reader, 20 posts',
    params: idParams,
    query: showQuery,
    answers: { 200: threadPage },
    minimumRole: 'guest',
    handle: (ctx, { id, page }) => show(ctx, id, page)
  }),
  posts: endpoint({
    method: 'GET',
    path: '/threads/:id/posts',
    summary: 'List the posts of a page, or those after a number',
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
    summary: 'Get the current location of a post',
    params: idParams,
    answers: { 200: postLocation },
    minimumRole: 'guest',
    handle: (ctx, { id }) => locatePost(ctx, id)
  }),
  preview: endpoint({
    method: 'POST',
    path: '/previews',
    summary: 'Render Markdown',
    body: previewInput,
    answers: { 200: preview },
    minimumRole: 'member',
    handle: (ctx, { body }) => previewOf(ctx, body)
  })
}

import { endpoint } from '@stoa/core'
import {
  askInput,
  createdPost,
  createdThread,
  preview,
  previewInput,
  replyInput
} from './thread-contract.ts'
import { createThread } from './create-thread.ts'
import { previewOf } from '../rendering/rendering.ts'
import { reply } from './reply.ts'

/** Endpoints that write threads and replies. */
export const threadEndpoints = {
  createThread: endpoint({
    method: 'POST',
    path: '/threads',
    summary: 'Start a thread',
    body: askInput,
    answers: { 201: createdThread },
    minimumRole: 'member',
    handle: (ctx, input) => createThread(ctx, input)
  }),
  reply: endpoint({
    method: 'POST',
    path: '/threads/:id/posts',
    summary: 'Reply in a thread',
    body: replyInput,
    answers: { 201: createdPost },
    minimumRole: 'member',
    handle: (ctx, { id, ...input }) => reply(ctx, id, input)
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

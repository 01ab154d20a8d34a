import { endpoint, Answer } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import {
  askInput,
  createdPost,
  createdThread,
  preview,
  previewInput,
  replyInput,
  contributionList,
  editAnswer,
  editInput,
  postSource,
  redactionInput,
  revisionList,
  usernameParams,
  voteAnswer
} from './contract.ts'
import { createThread } from './create-thread.ts'
import { previewOf } from '../rendering/render-body.ts'
import { reply } from './reply.ts'
import { addBookmark, removeBookmark } from '../reader/bookmarks.ts'
import { cursorQuery } from '../shapes.ts'
import { listPostsOf } from '../lists/contributions.ts'
import { editPost } from '../editing/edit.ts'
import { readSource } from '../editing/source.ts'
import { redactPost } from '../redaction/redact.ts'
import { listRevisions } from '../editing/revisions.ts'
import { unvote, vote } from '../voting/voting.ts'
import { undoWithdrawal, withdrawPost } from '../hiding/withdrawal.ts'

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

export const postEndpoints = {
  edit: endpoint({
    method: 'PATCH',
    path: '/posts/:id',
    summary: 'Edit your post; earlier versions stay readable. 202: awaiting approval',
    body: editInput,
    answers: { 204: nothing, 202: editAnswer },
    minimumRole: 'member',
    handle: async (ctx, { id, ...edit }) => {
      const { awaitingApproval } = await editPost(ctx, id, edit)
      return awaitingApproval ? new Answer(202, { awaitingApproval }) : new Answer(204, undefined)
    }
  }),
  source: endpoint({
    method: 'GET',
    path: '/posts/:id/source',
    summary: 'Get the Markdown of a post, for editing and quoting',
    answers: { 200: postSource },
    minimumRole: 'guest',
    handle: (ctx, { id }) => readSource(ctx, id)
  }),
  revisions: endpoint({
    method: 'GET',
    path: '/posts/:id/revisions',
    summary: 'List versions of a post, oldest first',
    answers: { 200: revisionList },
    minimumRole: 'guest',
    handle: (ctx, { id }) => listRevisions(ctx, id)
  }),
  redact: endpoint({
    method: 'POST',
    path: '/posts/:id/redaction',
    summary: 'Redact a passage of a post, its history and its quotes',
    body: redactionInput,
    minimumRole: 'member',
    handle: (ctx, { id, ...input }) => redactPost(ctx, id, input)
  }),
  withdraw: endpoint({
    method: 'DELETE',
    path: '/posts/:id',
    summary: 'Withdraw your post; post 1 withdraws its thread',
    minimumRole: 'member',
    handle: (ctx, { id }) => withdrawPost(ctx, id)
  }),
  undoWithdrawal: endpoint({
    method: 'POST',
    path: '/posts/:id/withdrawal/undo',
    summary: 'Undo the withdrawal of a post, within seven days',
    minimumRole: 'member',
    handle: (ctx, { id }) => undoWithdrawal(ctx, id)
  }),
  vote: endpoint({
    method: 'PUT',
    path: '/posts/:id/vote',
    summary: 'Vote for a post',
    answers: { 200: voteAnswer },
    minimumRole: 'member',
    handle: (ctx, { id }) => vote(ctx, id)
  }),
  unvote: endpoint({
    method: 'DELETE',
    path: '/posts/:id/vote',
    summary: 'Remove your vote',
    answers: { 200: voteAnswer },
    minimumRole: 'member',
    handle: (ctx, { id }) => unvote(ctx, id)
  }),
  bookmark: endpoint({
    method: 'PUT',
    path: '/posts/:id/bookmark',
    summary: 'Bookmark a post',
    minimumRole: 'member',
    handle: (ctx, { id }) => addBookmark(ctx, id)
  }),
  unbookmark: endpoint({
    method: 'DELETE',
    path: '/posts/:id/bookmark',
    summary: 'Remove a bookmark',
    minimumRole: 'member',
    handle: (ctx, { id }) => removeBookmark(ctx, id)
  }),
  postsByUser: endpoint({
    method: 'GET',
    path: '/users/:username/posts',
    summary: 'List the public posts of a user, newest first',
    params: usernameParams,
    query: cursorQuery,
    answers: { 200: contributionList },
    minimumRole: 'guest',
    handle: (ctx, input) => listPostsOf(ctx, input)
  })
}

import { Answer, endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { addBookmark, removeBookmark } from '../reader/bookmarks.ts'
import {
  contributionList,
  editAnswer,
  editInput,
  postSource,
  redactionInput,
  revisionList,
  usernameParams,
  voteAnswer
} from './post-contract.ts'
import { cursorQuery } from '../shapes.ts'
import { listPostsOf } from '../lists/contributions.ts'
import { editPost, readSource } from '../editing/editing.ts'
import { redactPost } from '../redaction/redaction.ts'
import { listRevisions } from '../editing/revisions.ts'
import { unvote, vote } from '../voting/voting.ts'
import { undoWithdrawal, withdrawPost } from '../hiding/withdrawal.ts'

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

import { z } from 'zod'
import { byModerators, endpoint } from '@stoa/core'
import { approvalInput } from '@stoa/core/contract'
import {
  approvePost,
  clearFlag,
  handBackPost,
  hidePost,
  keepFlag,
  refusePost,
  restorePost,
  approveEdit,
  refuseEdit
} from '@stoa/threads/moderators'
import {
  flagDecision,
  flaggedList,
  postsAwaitingList,
  hidingInput,
  postHidingInput,
  editRefusalInput,
  editsAwaitingList,
  waitingQuery
} from '../shapes.ts'
import { listFlagged, listAwaitingPosts, usualWait } from '../awaiting/posts.ts'
import { listEdits } from '../awaiting/edits.ts'

export const contentEndpoints = {
  hide: endpoint({
    method: 'POST',
    path: '/posts/:id/hiding',
    summary:
      'Hide a post, and with the first one its thread or its text alone, for a reason of the list',
    body: postHidingInput,
    ...byModerators,
    handle: (ctx, { id, ...input }) => hidePost(ctx, id, input)
  }),
  restore: endpoint({
    method: 'DELETE',
    path: '/posts/:id/hiding',
    summary: 'Restore a hidden post',
    ...byModerators,
    handle: (ctx, { id }) => restorePost(ctx, id)
  }),
  unassign: endpoint({
    method: 'POST',
    path: '/posts/:id/hiding/return',
    summary: 'Hand a post hidden by staff back to the moderators of its category',
    minimumRole: 'staff',
    scope: 'moderate',
    handle: (ctx, { id }) => handBackPost(ctx, id)
  }),
  usualWait: endpoint({
    method: 'GET',
    path: '/categories/:slug/usual-wait',
    summary: 'Get the median wait for approval in minutes, or null',
    params: z.object({ slug: z.string().max(80) }),
    answers: { 200: z.object({ minutes: z.number().nullable() }) },
    minimumRole: 'member',
    handle: (ctx, { slug }) => usualWait(ctx, slug)
  }),
  approve: endpoint({
    method: 'POST',
    path: '/posts/:id/approval',
    summary:
      'Publish a post that waits for approval, as it was read; 409 where it says something else',
    body: approvalInput,
    ...byModerators,
    handle: (ctx, { id, revision }) => approvePost(ctx, id, revision)
  }),
  refuse: endpoint({
    method: 'POST',
    path: '/posts/:id/refusal',
    summary: 'Reject a post awaiting approval, with a reason',
    body: hidingInput,
    ...byModerators,
    handle: (ctx, { id, ...input }) => refusePost(ctx, id, input)
  }),
  posts: endpoint({
    method: 'GET',
    path: '/moderation/posts',
    summary: 'List posts awaiting approval, oldest first',
    query: waitingQuery,
    answers: { 200: postsAwaitingList },
    ...byModerators,
    handle: listAwaitingPosts
  }),
  flagged: endpoint({
    method: 'GET',
    path: '/moderation/flagged',
    summary:
      'List flagged public posts, oldest first: with quarantined links, or leading outside the forum',
    query: waitingQuery,
    answers: { 200: flaggedList },
    ...byModerators,
    handle: listFlagged
  }),
  decideFlag: endpoint({
    method: 'POST',
    path: '/posts/:id/flag-decision',
    summary: 'Clear the flag of a public post, or keep it',
    body: flagDecision,
    ...byModerators,
    handle: (ctx, { id, outcome, revision }) =>
      outcome === 'clear' ? clearFlag(ctx, id, revision) : keepFlag(ctx, id, revision)
  })
}

export const editsEndpoints = {
  edits: endpoint({
    method: 'GET',
    path: '/moderation/edits',
    summary: 'List edits awaiting approval, oldest first',
    query: waitingQuery,
    answers: { 200: editsAwaitingList },
    ...byModerators,
    handle: listEdits
  }),
  approveEdit: endpoint({
    method: 'POST',
    path: '/moderation/edits/:id/approval',
    summary: 'Approve a pending edit, in the version you read',
    body: approvalInput,
    ...byModerators,
    handle: (ctx, { id, revision }) => approveEdit(ctx, id, revision)
  }),
  refuseEdit: endpoint({
    method: 'POST',
    path: '/moderation/edits/:id/refusal',
    summary: 'Reject a pending edit, in the version you read, with a reason',
    body: editRefusalInput,
    ...byModerators,
    handle: (ctx, { id, revision, ...grounds }) => refuseEdit(ctx, id, revision, grounds)
  })
}

import { byAgents, endpoint } from '@stoa/core'
import {
  createdSavedReply,
  filledSavedReplies,
  savedReplyChange,
  savedReplyInput,
  savedReplyList
} from './saved-reply-contract.ts'
import { ticketParams } from '../shapes.ts'
import { savedRepliesFor } from './filled-replies.ts'
import {
  addSavedReply,
  changeSavedReply,
  listSavedReplies,
  removeSavedReply
} from './saved-replies.ts'

export const savedReplyEndpoints = {
  savedRepliesFor: endpoint({
    method: 'GET',
    path: '/tickets/:number/saved-replies',
    summary:
      'Ready answers for a ticket, in its requester’s language, filled in; {agent} when it is sent first',
    params: ticketParams,
    answers: { 200: filledSavedReplies },
    minimumRole: 'staff',
    handle: (ctx, { number }) => savedRepliesFor(ctx, number)
  }),
  savedReplies: endpoint({
    method: 'GET',
    path: '/desk/saved-replies',
    summary: 'List saved replies in every language',
    answers: { 200: savedReplyList },
    ...byAgents,
    handle: listSavedReplies
  }),
  addSavedReply: endpoint({
    method: 'POST',
    path: '/desk/saved-replies',
    summary: 'Create a saved reply; {requester}, {number}, {agent} and {article:…} are filled in',
    body: savedReplyInput,
    answers: { 201: createdSavedReply },
    ...byAgents,
    handle: addSavedReply
  }),
  changeSavedReply: endpoint({
    method: 'PUT',
    path: '/desk/saved-replies/:id',
    summary: 'Update a saved reply',
    body: savedReplyChange,
    ...byAgents,
    handle: (ctx, { id, ...input }) => changeSavedReply(ctx, id, input)
  }),
  removeSavedReply: endpoint({
    method: 'DELETE',
    path: '/desk/saved-replies/:id',
    summary: 'Delete a saved reply',
    ...byAgents,
    handle: (ctx, { id }) => removeSavedReply(ctx, id)
  })
}

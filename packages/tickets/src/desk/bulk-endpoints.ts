import { byAgents, endpoint } from '@stoa/core'
import { listAgents } from './assignees.ts'
import { changeMany } from './bulk.ts'
import { replyMany } from './bulk-replies.ts'
import {
  agentList,
  bulkReplyInput,
  bulkTicketAnswer,
  bulkTicketInput,
  ticketTagList,
  undoneAct
} from './contract.ts'
import { listTags } from './tagging.ts'
import { undoAct } from './undo.ts'

/** Endpoints that act on several tickets at once, and that undo. */
export const bulkEndpoints = {
  changeMany: endpoint({
    method: 'POST',
    path: '/desk/changes',
    summary: 'Update several tickets at once',
    body: bulkTicketInput,
    answers: { 200: bulkTicketAnswer },
    ...byAgents,
    handle: (ctx, { numbers, ...change }) => changeMany(ctx, numbers, change)
  }),
  replyMany: endpoint({
    method: 'POST',
    path: '/desk/replies',
    summary: 'Send one reply, or add one note, to several tickets',
    body: bulkReplyInput,
    answers: { 200: bulkTicketAnswer },
    ...byAgents,
    handle: replyMany
  }),
  agents: endpoint({
    method: 'GET',
    path: '/desk/agents',
    summary: 'List the agents of the desk by username',
    answers: { 200: agentList },
    ...byAgents,
    handle: listAgents
  }),
  tags: endpoint({
    method: 'GET',
    path: '/desk/tags',
    summary: 'List the tags of open tickets that you handle, most used first',
    answers: { 200: ticketTagList },
    ...byAgents,
    handle: listTags
  }),
  undoAct: endpoint({
    method: 'POST',
    path: '/desk/changes/:id/undo',
    summary: 'Undo an update of one or several tickets within an hour',
    answers: { 200: undoneAct },
    ...byAgents,
    handle: (ctx, { id }) => undoAct(ctx, id)
  })
}

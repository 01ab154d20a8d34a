import { endpoint } from '@stoa/core'
import {
  agentList,
  bulkReplyInput,
  bulkTicketAnswer,
  bulkTicketInput,
  disturbanceList,
  disturbanceQuery,
  ticketTagList,
  undoneAct
} from './contract.ts'
import {
  createdView,
  deskQueue,
  queueCounts,
  queueCountsQuery,
  queueQuery,
  savedViewChange,
  savedViewInput,
  savedViews
} from './queue-contract.ts'
import { listQueue } from './queue.ts'
import { countQueue } from './views.ts'
import { listDisturbances } from '../incidents/incident-link.ts'
import { listAgents } from './assignees.ts'
import { changeMany, replyMany } from './bulk.ts'
import { listTags } from './tag-changes.ts'
import { undoAct } from './undo.ts'
import { addView, changeView, listViews, removeView } from './saved-views.ts'
import {
  createdSavedReply,
  savedReplyChange,
  savedReplyInput,
  savedReplyList
} from './saved-reply-contract.ts'
import {
  addSavedReply,
  changeSavedReply,
  listSavedReplies,
  removeSavedReply
} from './saved-replies.ts'
import { byAgents } from '../policy.ts'

/** Endpoints for agents who work through the queue, and of what they save for it. */
export const queueEndpoints = {
  queue: endpoint({
    method: 'GET',
    path: '/desk/tickets',
    summary: 'List the tickets you handle in a view, by deadline or another order',
    query: queueQuery,
    answers: { 200: deskQueue },
    ...byAgents,
    handle: listQueue
  }),
  queueCounts: endpoint({
    method: 'GET',
    path: '/desk/counts',
    summary: 'Count the tickets you handle in each view; 100 means 100 or more',
    query: queueCountsQuery,
    answers: { 200: queueCounts },
    ...byAgents,
    handle: countQueue
  }),
  disturbances: endpoint({
    method: 'GET',
    path: '/desk/announcements',
    summary:
      'Incidents and maintenance that tickets can be tied to, the likely ones of a ticket first',
    query: disturbanceQuery,
    answers: { 200: disturbanceList },
    ...byAgents,
    async handle(ctx, { ticket }) {
      return { items: await listDisturbances(ctx, ticket) }
    }
  }),
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
  }),
  views: endpoint({
    method: 'GET',
    path: '/desk/views',
    summary:
      'List your saved views of the desk and shared ones, with the tickets you handle in each',
    answers: { 200: savedViews },
    ...byAgents,
    handle: listViews
  }),
  addView: endpoint({
    method: 'POST',
    path: '/desk/views',
    summary: 'Save filters of the desk as a view, for yourself or for all agents',
    body: savedViewInput,
    answers: { 201: createdView },
    ...byAgents,
    handle: addView
  }),
  changeView: endpoint({
    method: 'PUT',
    path: '/desk/views/:id',
    summary: 'Rename your saved view, or share it',
    body: savedViewChange,
    ...byAgents,
    handle: (ctx, { id, ...change }) => changeView(ctx, id, change)
  }),
  removeView: endpoint({
    method: 'DELETE',
    path: '/desk/views/:id',
    summary: 'Delete your saved view',
    ...byAgents,
    handle: (ctx, { id }) => removeView(ctx, id)
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

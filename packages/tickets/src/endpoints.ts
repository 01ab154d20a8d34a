import { z } from 'zod'
import { endpoint, type Limit } from '@stoa/core'
import { bodyOfText, idParams, nothing } from '@stoa/core/contract'
import {
  createdMessage,
  createdTicket,
  escalation,
  escalationInput,
  messageInput,
  messageParams,
  reopeningInput,
  ticketChange,
  ticketInput,
  ticketList,
  ticketPage,
  ticketParams,
  ticketQuery
} from './contract.ts'
import { say, takeBack } from './conversation.ts'
import { changeTicket, resolve, returnToCommunity } from './desk.ts'
import { escalate } from './escalation.ts'
import { openTicket } from './opening.ts'
import { listOwn, showTicket } from './reading.ts'
import { decline, reopen } from './requesting.ts'

const openingLimit: Limit = { per: 'actor', count: 20, seconds: 3600 }
/** More of them are the same ticket. */
const escalationLimit: Limit = { per: 'actor', count: 60, seconds: 3600 }

/** Every endpoint of the capability: `api.tickets.<name>`. */
export const ticketsEndpoints = {
  escalate: endpoint({
    method: 'POST',
    path: '/threads/:id/escalation',
    summary: 'Take a thread to a private ticket; 200 with the one that is open already',
    params: idParams,
    body: escalationInput,
    answers: { 201: escalation, 200: escalation },
    least: 'member',
    limit: escalationLimit,
    handle: (ctx, { id, ...input }) => escalate(ctx, id, input)
  }),
  open: endpoint({
    method: 'POST',
    path: '/tickets',
    summary: 'Open a ticket that needs no public thread',
    body: ticketInput,
    answers: { 201: createdTicket },
    least: 'member',
    limit: openingLimit,
    handle: openTicket
  }),
  list: endpoint({
    method: 'GET',
    path: '/tickets',
    summary: 'Your tickets, the newest first',
    query: ticketQuery,
    answers: { 200: ticketList },
    least: 'member',
    handle: listOwn
  }),
  show: endpoint({
    method: 'GET',
    path: '/tickets/:number',
    summary: 'A ticket with its conversation, for its requester and the desk',
    params: ticketParams,
    answers: { 200: ticketPage },
    least: 'member',
    handle: (ctx, { number }) => showTicket(ctx, number)
  }),
  say: endpoint({
    method: 'POST',
    path: '/tickets/:number/messages',
    summary: 'Write to the other side, or as the desk an internal note',
    params: ticketParams,
    body: messageInput,
    answers: { 201: createdMessage },
    least: 'member',
    handle: (ctx, { number, ...input }) => say(ctx, number, input)
  }),
  takeBack: endpoint({
    method: 'DELETE',
    path: '/tickets/:number/messages/:id',
    summary: 'Take back what you wrote to a requester within ten seconds',
    params: messageParams,
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, id }) => takeBack(ctx, number, id)
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/tickets/:number',
    summary: 'State, priority, assignee, topic; its requester can close it',
    params: ticketParams,
    body: ticketChange,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { number, ...change }) => changeTicket(ctx, number, change)
  }),
  resolve: endpoint({
    method: 'POST',
    path: '/tickets/:number/resolution',
    summary: 'Resolve a ticket with a last word to its requester',
    params: ticketParams,
    body: z.object({ summary: bodyOfText(20_000) }),
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, summary }) => resolve(ctx, number, summary)
  }),
  giveBack: endpoint({
    method: 'POST',
    path: '/tickets/:number/return',
    summary: 'Give a ticket back to the community, with a word to its requester',
    params: ticketParams,
    body: z.object({ reason: bodyOfText(2000) }),
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, reason }) => returnToCommunity(ctx, number, reason)
  }),
  reopen: endpoint({
    method: 'POST',
    path: '/tickets/:number/reopening',
    summary: 'Say within seven days that it is not solved',
    params: ticketParams,
    body: reopeningInput,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { number, body }) => reopen(ctx, number, body)
  }),
  decline: endpoint({
    method: 'POST',
    path: '/tickets/:number/declining',
    summary: 'Decline a ticket that somebody else opened for you',
    params: ticketParams,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { number }) => decline(ctx, number)
  })
}

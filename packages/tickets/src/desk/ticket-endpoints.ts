import { endpoint } from '@stoa/core'
import {
  changedTicket,
  linkInput,
  presence,
  presenceInput,
  relatedTickets,
  returnInput,
  ticketChange,
  ticketLinkParams,
  ticketMergeInput,
  ticketResolutionInput
} from './contract.ts'
import { placeQuery, ticketPlace } from './queue-contract.ts'
import { ticketParams } from '../shapes.ts'
import { changeOne } from './change-ticket.ts'
import { placeOf } from './queue.ts'
import { resolve, returnToCommunity } from '../lifecycle/resolution.ts'
import { heartbeat, leave } from './presence.ts'
import { linkTicket, unlinkTicket } from './links.ts'
import { mergeTicket } from './merge.ts'
import { related } from './related.ts'
import { filledSavedReplies } from './saved-reply-contract.ts'
import { savedRepliesFor } from './filled-replies.ts'

/** Endpoints for agents who work on one ticket. */
export const deskTicketEndpoints = {
  change: endpoint({
    method: 'PATCH',
    path: '/tickets/:number',
    summary:
      'Update the status, priority, assignee or topic of a ticket; its requester can close it',
    params: ticketParams,
    body: ticketChange,
    answers: { 200: changedTicket },
    minimumRole: 'member',
    scope: ['write', 'support'],
    handle: (ctx, { number, ...change }) => changeOne(ctx, number, change)
  }),
  resolve: endpoint({
    method: 'POST',
    path: '/tickets/:number/resolution',
    summary: 'Resolve a ticket with a final message to its requester',
    params: ticketParams,
    body: ticketResolutionInput,
    minimumRole: 'staff',
    handle: (ctx, { number, ...resolution }) => resolve(ctx, number, resolution)
  }),
  returnToCommunity: endpoint({
    method: 'POST',
    path: '/tickets/:number/return',
    summary: 'Return a ticket to the community, with a message to its requester',
    params: ticketParams,
    body: returnInput,
    minimumRole: 'staff',
    handle: (ctx, { number, reason }) => returnToCommunity(ctx, number, reason)
  }),
  place: endpoint({
    method: 'GET',
    path: '/tickets/:number/place',
    summary: 'Get the position of a ticket in a list of the desk, and its neighbours',
    params: ticketParams,
    query: placeQuery.omit({ number: true }),
    answers: { 200: ticketPlace },
    minimumRole: 'staff',
    handle: placeOf
  }),
  heartbeat: endpoint({
    method: 'PUT',
    path: '/tickets/:number/presence',
    summary: 'Report that you are viewing a ticket, and get who else is',
    params: ticketParams,
    body: presenceInput,
    answers: { 200: presence },
    minimumRole: 'staff',
    limit: { per: 'actor', count: 240, seconds: 60 },
    handle: (ctx, { number, writing }) => heartbeat(ctx, number, writing)
  }),
  leave: endpoint({
    method: 'DELETE',
    path: '/tickets/:number/presence',
    summary: 'Report that you have stopped viewing a ticket',
    params: ticketParams,
    minimumRole: 'staff',
    limit: { per: 'actor', count: 240, seconds: 60 },
    handle: (ctx, { number }) => leave(ctx, number)
  }),
  related: endpoint({
    method: 'GET',
    path: '/tickets/:number/related',
    summary: 'List related tickets and threads',
    params: ticketParams,
    answers: { 200: relatedTickets },
    minimumRole: 'staff',
    handle: (ctx, { number }) => related(ctx, number)
  }),
  merge: endpoint({
    method: 'POST',
    path: '/tickets/:number/merge',
    summary: 'Merge a ticket into another one of the same requester',
    params: ticketParams,
    body: ticketMergeInput,
    minimumRole: 'staff',
    handle: (ctx, { number, into }) => mergeTicket(ctx, number, into)
  }),
  link: endpoint({
    method: 'POST',
    path: '/tickets/:number/links',
    summary: 'Link a ticket to another one',
    params: ticketParams,
    body: linkInput,
    minimumRole: 'staff',
    handle: (ctx, { number, other }) => linkTicket(ctx, number, other)
  }),
  unlink: endpoint({
    method: 'DELETE',
    path: '/tickets/:number/links/:other',
    summary: 'Unlink a ticket from another one',
    params: ticketLinkParams,
    minimumRole: 'staff',
    handle: (ctx, { number, other }) => unlinkTicket(ctx, number, other)
  }),
  savedRepliesFor: endpoint({
    method: 'GET',
    path: '/tickets/:number/saved-replies',
    summary:
      'Ready answers for a ticket, in its requester’s language, filled in; {agent} when it is sent first',
    params: ticketParams,
    answers: { 200: filledSavedReplies },
    minimumRole: 'staff',
    handle: (ctx, { number }) => savedRepliesFor(ctx, number)
  })
}

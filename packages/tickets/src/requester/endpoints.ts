import { endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import {
  createdTicket,
  deflection,
  deflectionInput,
  escalation,
  escalationInput,
  postsToChoose,
  reopeningInput,
  ticketInput,
  ticketList,
  ticketQuery
} from '../escalation/contract.ts'
import { ticketParams } from '../shapes.ts'
import { object } from '../escalation/official-answer.ts'
import { decline, listOwn, reopenOwnTicket } from './own-tickets.ts'
import { suggestDeflection } from '../escalation/deflection.ts'
import { escalate, postsToChoose as offerPosts } from '../escalation/escalation.ts'
import { openTicket } from '../escalation/open-ticket.ts'

const typingLimit: Limit = { per: 'actor', count: 120, seconds: 60 }
/**
 * Allows more requests than `openTicket` opens tickets, because a form with a mistake is sent again
 * and a repeated escalation returns the ticket that is open already.
 */
const openingLimit: Limit = { per: 'actor', count: 60, seconds: 3600 }

/** Endpoints that open a ticket, and those for requesters beside the conversation. */
export const requesterEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/tickets',
    summary: 'List your tickets, newest first',
    query: ticketQuery,
    answers: { 200: ticketList },
    minimumRole: 'member',
    scope: ['read', 'support'],
    handle: listOwn
  }),
  reopen: endpoint({
    method: 'POST',
    path: '/tickets/:number/reopening',
    summary: 'Reopen your ticket within seven days',
    params: ticketParams,
    body: reopeningInput,
    minimumRole: 'member',
    scope: ['write', 'support'],
    handle: (ctx, { number, body }) => reopenOwnTicket(ctx, number, body)
  }),
  objectToPublication: endpoint({
    method: 'POST',
    path: '/tickets/:number/objection',
    summary: 'Object to the publication of an answer from your ticket',
    params: ticketParams,
    minimumRole: 'member',
    handle: (ctx, { number }) => object(ctx, number)
  }),
  decline: endpoint({
    method: 'POST',
    path: '/tickets/:number/declining',
    summary: 'Decline a ticket that someone else opened for you',
    params: ticketParams,
    minimumRole: 'member',
    handle: (ctx, { number }) => decline(ctx, number)
  }),
  deflection: endpoint({
    // POST, because private text must not appear in a URL and so in logs.
    method: 'POST',
    path: '/tickets/similar',
    summary:
      'What may answer a ticket that is being written: articles, own open ones, announcements, solved threads',
    body: deflectionInput,
    answers: { 200: deflection },
    minimumRole: 'guest',
    scope: ['write', 'support'],
    limit: typingLimit,
    handle: suggestDeflection
  }),
  postsToChoose: endpoint({
    method: 'GET',
    path: '/threads/:id/escalation',
    summary:
      'List the posts of a thread that a ticket can include: the first, your own, the latest',
    answers: { 200: postsToChoose },
    minimumRole: 'member',
    handle: async (ctx, { id }) => offerPosts(ctx, id)
  }),
  escalate: endpoint({
    method: 'POST',
    path: '/threads/:id/escalation',
    summary: 'Move a thread to a private ticket; 200 with the one that is already open',
    body: escalationInput,
    answers: { 201: escalation, 200: escalation },
    minimumRole: 'member',
    limit: openingLimit,
    handle: (ctx, { id, ...input }) => escalate(ctx, id, input)
  }),
  open: endpoint({
    method: 'POST',
    path: '/tickets',
    summary: 'Open a ticket without a public thread',
    body: ticketInput,
    answers: { 201: createdTicket },
    minimumRole: 'member',
    scope: ['write', 'support'],
    limit: openingLimit,
    handle: openTicket
  })
}

import { endpoint } from '@stoa/core'
import { reopeningInput, ticketList, ticketQuery } from './contract.ts'
import { ticketParams } from '../shapes.ts'
import { object } from '../escalation/official-answer.ts'
import { listOwn } from './own-tickets.ts'
import { decline, reopenOwnTicket } from './own-ticket.ts'

/** Endpoints for requesters, beside the conversation. */
export const ownTicketEndpoints = {
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
  })
}

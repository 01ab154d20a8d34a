import { endpoint, withoutIdempotencyKey } from '@stoa/core'
import { ticketPage } from './contract.ts'
import { createdMessage, messageInput, messageParams } from './message-contract.ts'
import { factList, factsInput, factsQuery } from '../contract.ts'
import { ticketParams } from '../shapes.ts'
import { postMessage, recallAnswer } from './post-message.ts'
import { saveFacts } from '../facts/facts.ts'
import { showFacts } from '../facts/show-facts.ts'
import { showTicket } from './ticket-page.ts'
import { factLookupInput, foundTickets } from '../facts/contract.ts'
import { lookUpFact } from '../facts/lookup.ts'
import { byAgents } from '../policy.ts'

/** Endpoints of the conversation between requester and desk. */
export const conversationEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/tickets/:number',
    summary: 'Get a ticket with its conversation, for its requester and the desk',
    params: ticketParams,
    answers: { 200: ticketPage },
    minimumRole: 'member',
    scope: ['read', 'support'],
    handle: (ctx, { number }) => showTicket(ctx, number)
  }),
  postMessage: endpoint({
    method: 'POST',
    path: '/tickets/:number/messages',
    summary: 'Send a message on a ticket, or add an internal note as an agent',
    params: ticketParams,
    body: messageInput,
    answers: { 201: createdMessage },
    minimumRole: 'member',
    scope: ['write', 'support'],
    handle: (ctx, { number, ...input }) => postMessage(ctx, number, input)
  }),
  recall: endpoint({
    method: 'DELETE',
    path: '/tickets/:number/messages/:id',
    summary: 'Recall your message to a requester within ten seconds',
    params: messageParams,
    minimumRole: 'staff',
    handle: (ctx, { number, id }) => recallAnswer(ctx, number, id)
  }),
  facts: endpoint({
    method: 'GET',
    path: '/tickets/:number/facts',
    summary: 'Get the details of a ticket; for the desk, with a recent sign-in, and logged',
    params: ticketParams,
    query: factsQuery,
    answers: { 200: factList },
    minimumRole: 'member',
    scope: ['read', 'support'],
    handle: (ctx, { number, typed }) => showFacts(ctx, number, typed)
  }),
  saveFacts: endpoint({
    method: 'PUT',
    path: '/tickets/:number/facts',
    summary: 'Set details of your ticket; omitted ones stay',
    params: ticketParams,
    body: factsInput,
    minimumRole: 'member',
    scope: ['write', 'support'],
    limit: { per: 'actor', count: 120, seconds: 60 },
    handle: (ctx, { number, facts }) => saveFacts(ctx, number, facts)
  }),
  /** The endpoint by which agents find the ticket of a transaction or an order. */
  lookUpFact: endpoint({
    method: 'POST',
    path: '/desk/facts/look-up',
    summary: 'Find the tickets you handle that contain a transaction ID or order ID; it is logged',
    body: factLookupInput,
    answers: { 200: foundTickets },
    ...byAgents,
    fresh: true,
    limit: { per: 'actor', count: 30, seconds: 3600 },
    // A kept answer would be one more look that is not recorded.
    handle: (ctx, asked) => lookUpFact(withoutIdempotencyKey(ctx), asked)
  })
}

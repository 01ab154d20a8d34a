import { endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import {
  deflection,
  deflectionInput,
  createdTicket,
  escalation,
  escalationInput,
  postsToChoose,
  ticketInput
} from './contract.ts'
import { suggestDeflection } from './deflection.ts'
import { escalate, postsToChoose as offerPosts } from './escalation.ts'
import { openTicket } from './opening.ts'

const typingLimit: Limit = { per: 'actor', count: 120, seconds: 60 }
/**
 * Allows more requests than `openTicket` opens tickets, because a form with a mistake is sent again
 * and a repeated escalation returns the ticket that is open already.
 */
const openingLimit: Limit = { per: 'actor', count: 60, seconds: 3600 }

/** Endpoints that open a ticket. */
export const openingEndpoints = {
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

import { endpoint } from '@stoa/core'
import {
  relatedTickets,
  linkInput,
  ticketLinkParams,
  ticketMergeInput
} from './related-contract.ts'
import { ticketParams } from '../shapes.ts'
import { linkTicket, unlinkTicket } from './linking.ts'
import { mergeTicket } from './merging.ts'
import { related } from './related.ts'

/** Endpoints for related, merged and linked tickets. */
export const relatedEndpoints = {
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
  })
}

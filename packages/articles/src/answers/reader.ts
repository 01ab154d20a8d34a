import { guest, type Actor, type Context } from '@stoa/core'

/**
 * Returns who will read an answer: the requester of a ticket, or everybody for an answer in public.
 * @param ticket number of the ticket; undefined for an answer in public
 * @throws Problem 404 for a ticket that the actor does not answer
 */
export const readerOf = async (ctx: Context, ticket: string | undefined): Promise<Actor> =>
  ticket === undefined ? guest : ctx.ports.tickets.requesterAsReader(ctx, ticket)

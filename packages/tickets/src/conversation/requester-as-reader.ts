import { guest, type Actor, type Context } from '@stoa/core'
import { findRecipient } from '@stoa/accounts/recipients'
import { findAsDesk } from '../finding.ts'

/**
 * Implements the port that says who reads an answer to a ticket.
 * @throws Problem 404 for a ticket that the actor does not answer
 */
export async function requesterAsReader(ctx: Context, number: string): Promise<Actor> {
  const { requesterId } = await findAsDesk(ctx, number)
  return requesterAs(ctx, requesterId)
}

/** A requester as a reader of articles; a guest if nobody can sign in as them. */
export const requesterAs = async (ctx: Context, requesterId: number): Promise<Actor> =>
  (await findRecipient(ctx, requesterId))?.actor ?? guest

import { byAgents, endpoint, withoutIdempotencyKey } from '@stoa/core'
import { factLookupInput, foundTickets } from './contract.ts'
import { lookUpFact } from './look-up.ts'

/** The endpoint by which agents find the ticket of a transaction or an order. */
export const factLookupEndpoints = {
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

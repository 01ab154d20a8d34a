import { endpoint } from '@stoa/core'
import { presence, presenceInput } from './contract.ts'
import { heartbeat, leave } from './presence.ts'
import { ticketParams } from '../shapes.ts'

/** Endpoints by which agents see who else has a ticket open. */
export const presenceEndpoints = {
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
  })
}

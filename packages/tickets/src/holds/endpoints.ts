import { endpoint } from '@stoa/core'
import { approvalInput } from '@stoa/core/contract'
import { ticketParams } from '../shapes.ts'
import { holdInput, liftingInput } from './contract.ts'
import { approveHold, refuseHold } from './decide.ts'
import { proposeHold, proposeLifting } from './propose.ts'
import { byAgents } from '../policy.ts'

/** Endpoints that keep a ticket beyond its retention period. */
export const holdEndpoints = {
  proposeHold: endpoint({
    method: 'PUT',
    path: '/tickets/:number/hold',
    summary: 'Propose to keep all details of a ticket until a day; a second agent approves',
    params: ticketParams,
    body: holdInput,
    ...byAgents,
    handle: (ctx, { number, ...hold }) => proposeHold(ctx, number, hold)
  }),
  proposeLifting: endpoint({
    method: 'POST',
    path: '/tickets/:number/hold/lifting',
    summary: 'Propose to end a hold early; a second agent approves',
    params: ticketParams,
    body: liftingInput,
    ...byAgents,
    handle: (ctx, { number, reason }) => proposeLifting(ctx, number, reason)
  }),
  approveHold: endpoint({
    method: 'POST',
    path: '/tickets/:number/hold/approval',
    summary: 'Approve as a second agent the proposal about a hold that you read',
    params: ticketParams,
    body: approvalInput,
    ...byAgents,
    fresh: true,
    handle: (ctx, { number, revision }) => approveHold(ctx, number, revision)
  }),
  refuseHold: endpoint({
    method: 'POST',
    path: '/tickets/:number/hold/refusal',
    summary: 'Refuse or withdraw the proposal about a hold that you read',
    params: ticketParams,
    body: approvalInput,
    ...byAgents,
    handle: (ctx, { number, revision }) => refuseHold(ctx, number, revision)
  })
}

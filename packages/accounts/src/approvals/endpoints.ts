import { endpoint } from '@stoa/core'
import { forFreshAdmins, forFreshMembers } from '../endpoint-parts.ts'
import { approvalList, refusalInput } from './contract.ts'
import { approve, refuse, withdraw } from './decide.ts'
import { listApprovals } from './list.ts'

/** Endpoints for what waits for a second person. */
export const approvalEndpoints = {
  approvals: endpoint({
    method: 'GET',
    path: '/approvals',
    summary: 'List changes that wait for a second person, and what became of yours',
    answers: { 200: approvalList },
    minimumRole: 'member',
    scope: 'admin',
    handle: (ctx) => listApprovals(ctx)
  }),
  approve: endpoint({
    method: 'POST',
    path: '/approvals/:id/approval',
    summary: 'Approve a change as a second person',
    ...forFreshAdmins,
    handle: (ctx, { id }) => approve(ctx, id)
  }),
  refuse: endpoint({
    method: 'POST',
    path: '/approvals/:id/refusal',
    summary: 'Refuse a change, with a reason for who proposed it',
    body: refusalInput,
    minimumRole: 'staff',
    scope: null,
    fresh: true,
    handle: (ctx, { id, reason }) => refuse(ctx, id, reason)
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/approvals/:id/withdrawal',
    summary: 'Take back a change that you proposed and that waits',
    ...forFreshMembers,
    handle: (ctx, { id }) => withdraw(ctx, id)
  })
}

import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import * as shapes from './contract.ts'
import { invite, revokeInvitation } from './inviting.ts'
import { listInvitations } from './list.ts'

/** Endpoints for invitations, which work under every rule of joining. */
export const invitationEndpoints = {
  invitations: endpoint({
    method: 'GET',
    path: '/invitations',
    summary: 'List invitations with who used them, newest first',
    query: shapes.invitationQuery,
    answers: { 200: shapes.invitationList },
    minimumRole: 'staff',
    scope: null,
    handle: (ctx, { cursor }) => listInvitations(ctx, cursor)
  }),
  invite: endpoint({
    method: 'POST',
    path: '/invitations',
    summary: 'Create an invitation, by email or as a link',
    body: shapes.invitationInput,
    answers: { 201: shapes.createdInvitation },
    minimumRole: 'staff',
    scope: null,
    limit: { per: 'actor', count: 50, seconds: 3600 },
    handle: invite
  }),
  revokeInvitation: endpoint({
    method: 'DELETE',
    path: '/invitations/:id',
    summary: 'Revoke an invitation; accounts created with it stay',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    scope: null,
    handle: (ctx, { id }) => revokeInvitation(ctx, id)
  })
}

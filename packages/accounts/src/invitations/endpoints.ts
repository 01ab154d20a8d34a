import { endpoint } from '@stoa/core'
import { created } from '@stoa/core/contract'
import { forFreshAdmins, forGuests, forMembers } from '../endpoint-parts.ts'
import * as shapes from './contract.ts'
import { invite, revokeInvitation, listInvitations } from './invite.ts'
import { acceptRole, inviteToRole, showRoleInvitation } from './role-invitation.ts'

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
  inviteToRole: endpoint({
    method: 'POST',
    path: '/role-invitations',
    summary:
      'Invite one address to a role; it counts with a second factor, after a second administrator or a day',
    body: shapes.roleInvitationInput,
    answers: { 201: created },
    ...forFreshAdmins,
    limit: { per: 'actor', count: 50, seconds: 3600 },
    handle: inviteToRole
  }),
  roleInvitation: endpoint({
    method: 'GET',
    path: '/role-invitations/acceptance',
    summary: 'Get the role of an invitation, by the secret of its link',
    query: shapes.roleInvitationQuery,
    answers: { 200: shapes.roleInvitation },
    ...forGuests,
    handle: (ctx, { token }) => showRoleInvitation(ctx, token)
  }),
  acceptRole: endpoint({
    method: 'PUT',
    path: '/role-invitations/acceptance',
    summary: 'Accept the role of an invitation that was mailed to your address',
    body: shapes.roleInvitationQuery,
    ...forMembers,
    limit: { per: 'actor', count: 30, seconds: 3600 },
    handle: (ctx, { token }) => acceptRole(ctx, token)
  }),
  revokeInvitation: endpoint({
    method: 'DELETE',
    path: '/invitations/:id',
    summary: 'Revoke an invitation; accounts created with it stay',
    minimumRole: 'staff',
    scope: null,
    handle: (ctx, { id }) => revokeInvitation(ctx, id)
  })
}

import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import * as shapes from './contract.ts'
import { inviteToGroup, listGroupInvitations, revokeGroupInvitation } from './group-invitations.ts'
import { joinGroup, showGroupInvitation } from './join-group.ts'

/** Endpoints for links by which people join a group. */
export const groupInvitationEndpoints = {
  invitations: endpoint({
    method: 'GET',
    path: '/groups/:id/invitations',
    summary: 'List the invitation links of a group that work, newest first',
    params: idParams,
    answers: { 200: shapes.groupInvitationList },
    minimumRole: 'member',
    scope: null,
    handle: (ctx, { id }) => listGroupInvitations(ctx, id)
  }),
  invite: endpoint({
    method: 'POST',
    path: '/groups/:id/invitations',
    summary: 'Create a link by which people join a group',
    params: idParams,
    body: shapes.groupInvitationInput,
    answers: { 201: shapes.createdGroupInvitation },
    minimumRole: 'member',
    scope: null,
    limit: { per: 'actor', count: 50, seconds: 3600 },
    handle: (ctx, { id, ...input }) => inviteToGroup(ctx, id, input)
  }),
  revokeInvitation: endpoint({
    method: 'DELETE',
    path: '/groups/:id/invitations/:invitationId',
    summary: 'Revoke an invitation link of a group; who joined by it stays',
    params: shapes.invitationParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    scope: null,
    handle: revokeGroupInvitation
  }),
  invitation: endpoint({
    method: 'GET',
    path: '/groups/invitations',
    summary: 'Get the group that an invitation link leads to, by its secret',
    query: shapes.groupInvitationQuery,
    answers: { 200: shapes.invitedTo },
    minimumRole: 'guest',
    scope: null,
    handle: (ctx, { token }) => showGroupInvitation(ctx, token)
  }),
  join: endpoint({
    method: 'PUT',
    path: '/groups/invitations',
    summary: 'Join the group that an invitation link leads to',
    body: shapes.groupInvitationQuery,
    answers: { 200: shapes.joinedGroup },
    minimumRole: 'member',
    scope: null,
    limit: { per: 'actor', count: 30, seconds: 3600 },
    handle: (ctx, { token }) => joinGroup(ctx, token)
  })
}

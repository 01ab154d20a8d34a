import { Answer, endpoint } from '@stoa/core'
import { created, nothing } from '@stoa/core/contract'
import { forGuests, forMembers, forAdminsAndTokens } from '../endpoint-parts.ts'
import { createGroup, deleteGroup, renameGroup } from './group-changes.ts'
import * as shapes from './contract.ts'
import { authorizeImport, importMembers } from './import-members.ts'
import { listGroups, listMembers, showGroup } from './list.ts'
import { addMember, removeMember } from './members.ts'
import {
  inviteToGroup,
  listGroupInvitations,
  revokeGroupInvitation,
  joinGroup,
  showGroupInvitation
} from './group-invitations.ts'

/** Endpoints for groups: `api.groups.<name>`. */
export const groupsEndpoints = {
  groups: endpoint({
    method: 'GET',
    path: '/groups',
    summary: 'List groups: your own, for administrators all',
    answers: { 200: shapes.groupList },
    minimumRole: 'member',
    handle: (ctx) => listGroups(ctx)
  }),
  show: endpoint({
    method: 'GET',
    path: '/groups/:id',
    summary: 'Get a group, for its members and administrators',
    answers: { 200: shapes.shownGroup },
    minimumRole: 'member',
    handle: (ctx, { id }) => showGroup(ctx, id)
  }),
  create: endpoint({
    method: 'POST',
    path: '/groups',
    summary: 'Create a group',
    body: shapes.groupInput,
    answers: { 201: created },
    ...forAdminsAndTokens,
    handle: (ctx, input) => createGroup(ctx, input)
  }),
  rename: endpoint({
    method: 'PATCH',
    path: '/groups/:id',
    summary: 'Rename a group',
    body: shapes.groupChange,
    ...forAdminsAndTokens,
    handle: (ctx, { id, ...input }) => renameGroup(ctx, id, input)
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/groups/:id',
    summary: 'Delete a group that no category needs',
    ...forAdminsAndTokens,
    handle: (ctx, { id }) => deleteGroup(ctx, id)
  }),
  members: endpoint({
    method: 'GET',
    path: '/groups/:id/members',
    summary: 'List the members of a group, for its members and administrators',
    query: shapes.memberQuery,
    answers: { 200: shapes.memberList },
    minimumRole: 'member',
    handle: (ctx, { id, cursor }) => listMembers(ctx, id, cursor)
  }),
  addMember: endpoint({
    method: 'PUT',
    path: '/groups/:id/members/:username',
    summary: 'Add a member to a group, or set whether they are an owner',
    params: shapes.memberParams,
    body: shapes.memberInput,
    answers: { 204: nothing, 202: shapes.waitingMember },
    minimumRole: 'member',
    async handle(ctx, { id, ...input }) {
      const waits = await addMember(ctx, id, input)
      return waits ? new Answer(202, { waiting: 'moderate' as const }) : new Answer(204, undefined)
    }
  }),
  removeMember: endpoint({
    method: 'DELETE',
    path: '/groups/:id/members/:username',
    summary: 'Remove a member from a group, or leave it',
    params: shapes.memberParams,
    minimumRole: 'member',
    handle: (ctx, { id, username }) => removeMember(ctx, id, username)
  }),
  importMembers: endpoint({
    method: 'POST',
    path: '/groups/:id/imports',
    summary: 'Add everybody whom a CSV file names, or nobody; with a dry run',
    body: shapes.importInput,
    bodyBytes: shapes.maxMemberImportBytes,
    authorizeBody: (ctx, { id }) => authorizeImport(ctx, id),
    answers: { 200: shapes.imported },
    minimumRole: 'member',
    limit: { per: 'actor', count: 20, seconds: 3600 },
    handle: (ctx, { id, ...input }) => importMembers(ctx, id, input)
  }),
  invitations: endpoint({
    method: 'GET',
    path: '/groups/:id/invitations',
    summary: 'List the invitation links of a group that work, newest first',
    answers: { 200: shapes.groupInvitationList },
    ...forMembers,
    handle: (ctx, { id }) => listGroupInvitations(ctx, id)
  }),
  invite: endpoint({
    method: 'POST',
    path: '/groups/:id/invitations',
    summary: 'Create a link by which people join a group',
    body: shapes.groupInvitationInput,
    answers: { 201: shapes.createdGroupInvitation },
    ...forMembers,
    limit: { per: 'actor', count: 50, seconds: 3600 },
    handle: (ctx, { id, ...input }) => inviteToGroup(ctx, id, input)
  }),
  revokeInvitation: endpoint({
    method: 'DELETE',
    path: '/groups/:id/invitations/:invitationId',
    summary: 'Revoke an invitation link of a group; who joined by it stays',
    params: shapes.invitationParams,
    ...forMembers,
    handle: revokeGroupInvitation
  }),
  invitation: endpoint({
    method: 'GET',
    path: '/groups/invitations',
    summary: 'Get the group that an invitation link leads to, by its secret',
    query: shapes.groupInvitationQuery,
    answers: { 200: shapes.invitedTo },
    ...forGuests,
    handle: (ctx, { token }) => showGroupInvitation(ctx, token)
  }),
  join: endpoint({
    method: 'PUT',
    path: '/groups/invitations',
    summary: 'Join the group that an invitation link leads to',
    body: shapes.groupInvitationQuery,
    answers: { 200: shapes.joinedGroup },
    ...forMembers,
    limit: { per: 'actor', count: 30, seconds: 3600 },
    handle: (ctx, { token }) => joinGroup(ctx, token)
  })
}

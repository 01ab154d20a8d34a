import { Answer, endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { forAdmins, forFreshAdmins } from '../endpoint-parts.ts'
import { createdToken } from '../sign-in/contract.ts'
import {
  changeServiceAccount,
  createServiceAccount,
  createServiceToken,
  disableServiceAccount,
  enableServiceAccount,
  revokeServiceToken
} from './changes.ts'
import * as shapes from './contract.ts'
import { listServiceAccounts } from './list.ts'

// Access is handed out in a session only: no token makes tokens.

/** Accounts of programs, for admins: `api.serviceAccounts.<name>`. */
export const serviceAccountEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/service-accounts',
    summary: 'List service accounts with their valid tokens',
    answers: { 200: shapes.serviceAccountList },
    ...forAdmins,
    handle: (ctx) => listServiceAccounts(ctx)
  }),
  create: endpoint({
    method: 'POST',
    path: '/service-accounts',
    summary: 'Create a service account; topics of tickets wait for a second administrator',
    body: shapes.serviceAccountInput,
    answers: { 201: shapes.createdServiceAccount },
    ...forFreshAdmins,
    handle: createServiceAccount
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/service-accounts/:id',
    summary: 'Change description, topics or limit; new topics wait for a second administrator',
    body: shapes.serviceAccountChange,
    answers: { 204: nothing, 202: shapes.waitingTopics },
    ...forFreshAdmins,
    async handle(ctx, { id, ...input }) {
      const { waiting } = await changeServiceAccount(ctx, id, input)
      return waiting.length > 0 ? new Answer(202, { waiting }) : new Answer(204, undefined)
    }
  }),
  disable: endpoint({
    method: 'PUT',
    path: '/service-accounts/:id/disabling',
    summary: 'Disable a service account; ends its tokens and topics at once',
    ...forAdmins,
    handle: (ctx, { id }) => disableServiceAccount(ctx, id)
  }),
  enable: endpoint({
    method: 'DELETE',
    path: '/service-accounts/:id/disabling',
    summary: 'Enable a service account, without its former tokens and topics',
    ...forFreshAdmins,
    handle: (ctx, { id }) => enableServiceAccount(ctx, id)
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/service-accounts/:id/tokens',
    summary: 'Create a token of a service account; only this response contains its secret',
    body: shapes.serviceTokenInput,
    answers: { 201: createdToken },
    ...forFreshAdmins,
    handle: (ctx, { id, ...input }) => createServiceToken(ctx, id, input)
  }),
  revokeToken: endpoint({
    method: 'DELETE',
    path: '/service-accounts/:id/tokens/:tokenId',
    summary: 'Revoke a token of a service account',
    params: shapes.serviceTokenParams,
    ...forAdmins,
    handle: (ctx, { id, tokenId }) => revokeServiceToken(ctx, id, tokenId)
  })
}

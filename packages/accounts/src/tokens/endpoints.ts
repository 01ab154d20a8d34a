import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import * as shapes from '../contract.ts'
import { listTokens, createToken, revokeToken } from './tokens.ts'
import { items } from '../endpoints/declaring.ts'

export const tokenEndpoints = {
  tokens: endpoint({
    method: 'GET',
    path: '/tokens',
    summary: 'List your API tokens',
    answers: { 200: items(shapes.token) },
    minimumRole: 'member',
    scope: null,
    handle: async (ctx) => ({ items: await listTokens(ctx) })
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/tokens',
    summary: 'Create an API token; only this response contains its secret',
    body: shapes.tokenInput,
    answers: { 201: shapes.createdToken },
    minimumRole: 'member',
    scope: null,
    fresh: true,
    handle: createToken
  }),
  revokeToken: endpoint({
    method: 'DELETE',
    path: '/tokens/:id',
    summary: 'Revoke an API token',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    scope: null,
    handle: (ctx, { id }) => revokeToken(ctx, id)
  })
}

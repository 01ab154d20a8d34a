import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import * as shapes from '../contract.ts'
import { createToken, listTokens, revokeToken } from '../tokens.ts'
import { items } from './declaring.ts'

export const tokenEndpoints = {
  tokens: endpoint({
    method: 'GET',
    path: '/tokens',
    summary: 'Own API tokens',
    answers: { 200: items(shapes.token) },
    minimumRole: 'member',
    scope: null,
    handle: async (ctx) => ({ items: await listTokens(ctx) })
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/tokens',
    summary: 'Make an API token; its secret is shown this once',
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

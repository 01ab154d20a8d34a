import { endpoint } from '@stoa/core'
import { forFreshMembers, forMembers, items } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { listTokens, createToken, revokeToken } from './tokens.ts'

export const tokenEndpoints = {
  tokens: endpoint({
    method: 'GET',
    path: '/tokens',
    summary: 'List your API tokens',
    answers: { 200: items(shapes.token) },
    ...forMembers,
    handle: async (ctx) => ({ items: await listTokens(ctx) })
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/tokens',
    summary: 'Create an API token; only this response contains its secret',
    body: shapes.tokenInput,
    answers: { 201: shapes.createdToken },
    ...forFreshMembers,
    handle: createToken
  }),
  revokeToken: endpoint({
    method: 'DELETE',
    path: '/tokens/:id',
    summary: 'Revoke an API token',
    ...forMembers,
    handle: (ctx, { id }) => revokeToken(ctx, id)
  })
}

import { z } from 'zod'
import { endpoint } from '@stoa/core'
import { fromAddress } from '../endpoint-parts.ts'
import * as shapes from './contract.ts'
import { endSessionsOfIdentity, endByProvider, presentProvider, providerSignOut } from './logout.ts'

/** Endpoints about the sessions that providers began, and their end. */
export const providerSessionEndpoints = {
  presentProvider: endpoint({
    method: 'GET',
    path: '/sessions/current/provider',
    summary: 'Show which provider began the present session',
    answers: { 200: shapes.presentProvider },
    minimumRole: 'guest',
    scope: null,
    handle: (ctx) => presentProvider(ctx)
  }),
  providerSignOut: endpoint({
    method: 'GET',
    path: '/sign-in-providers/:provider/sign-out',
    summary: 'Show where to sign out at a provider',
    params: shapes.providerParams,
    answers: { 200: shapes.providerSignOut },
    minimumRole: 'guest',
    handle: (ctx, { provider }) => providerSignOut(ctx, provider)
  }),
  endByProvider: endpoint({
    method: 'POST',
    path: '/sign-in-providers/:provider/logout',
    summary: 'End the sessions of somebody who signed out at the provider (back-channel logout)',
    params: shapes.providerParams,
    body: shapes.logoutMessage,
    takesForm: true,
    answers: { 200: z.object({}) },
    minimumRole: 'guest',
    scope: null,
    // Many may be signed out there at once.
    limit: fromAddress(600, 1),
    withoutOrigin: 'the signature of the provider',
    async handle(ctx, { provider, logout_token: token }) {
      await endByProvider(ctx, { slug: provider, token })
      return {}
    }
  }),
  endSessionsOfIdentity: endpoint({
    method: 'DELETE',
    path: '/identities/:issuer/:subject/sessions',
    summary: 'End all sessions and tokens of the account that an identity is linked to',
    params: shapes.identityParams,
    minimumRole: 'member',
    scope: ['sessions', 'admin'],
    handle: endSessionsOfIdentity
  })
}

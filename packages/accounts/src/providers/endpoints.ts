import { z } from 'zod'
import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { fromAddress, items } from '../endpoints/declaring.ts'
import * as shapes from './contract.ts'
import { listIdentities, unlinkIdentity } from './identities.ts'
import { joinByProvider } from './join.ts'
import { listButtons } from './known.ts'
import { endByProvider } from './logout.ts'
import { endSessionsOfIdentity } from './leavers.ts'
import { addProvider, changeProvider, listProviders, removeProvider } from './managing.ts'
import { beginProviderSignIn, finishProviderSignIn } from './sign-in.ts'

const admin = { minimumRole: 'admin', scope: 'admin' } as const
const anybody = { minimumRole: 'guest', scope: null, limit: fromAddress(60, 5) } as const
const owner = { minimumRole: 'member', scope: null } as const

/** Endpoints for signing in with an organisation's own accounts. */
export const providerEndpoints = {
  providerButtons: endpoint({
    method: 'GET',
    path: '/sign-in-providers',
    summary: 'List the providers to sign in with',
    answers: { 200: items(shapes.providerButton) },
    minimumRole: 'guest',
    handle: async (ctx) => ({ items: await listButtons(ctx) })
  }),
  beginProviderSignIn: endpoint({
    method: 'POST',
    path: '/sign-in-providers/:provider/attempts',
    summary: 'Begin to sign in with a provider',
    params: shapes.providerParams,
    body: shapes.providerStart,
    answers: { 200: shapes.providerAddress },
    ...anybody,
    handle: (ctx, { provider, next }) => beginProviderSignIn(ctx, { slug: provider, next })
  }),
  finishProviderSignIn: endpoint({
    method: 'POST',
    path: '/sign-in-providers/:provider/answers',
    summary: 'Sign in with the answer of a provider',
    params: shapes.providerParams,
    body: shapes.providerAnswer,
    answers: { 200: shapes.providerOutcome },
    ...anybody,
    handle: (ctx, { provider, answer }) => finishProviderSignIn(ctx, { slug: provider, answer })
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
  joinByProvider: endpoint({
    method: 'POST',
    path: '/sign-in-providers/accounts',
    summary: 'Create an account after the first sign-in with a provider',
    body: shapes.newcomerInput,
    answers: { 201: shapes.joinedByProvider },
    ...anybody,
    handle: joinByProvider
  }),
  identities: endpoint({
    method: 'GET',
    path: '/me/identities',
    summary: 'List the providers you can sign in with',
    answers: { 200: items(shapes.identity) },
    ...owner,
    handle: async (ctx) => ({ items: await listIdentities(ctx) })
  }),
  beginLink: endpoint({
    method: 'POST',
    path: '/me/identities/:provider/attempts',
    summary: 'Begin to link your account at a provider',
    params: shapes.providerParams,
    body: shapes.providerStart,
    answers: { 200: shapes.providerAddress },
    ...owner,
    fresh: true,
    handle: (ctx, { provider, next }) =>
      beginProviderSignIn(ctx, { slug: provider, next }, ctx.actor.id)
  }),
  unlinkIdentity: endpoint({
    method: 'DELETE',
    path: '/me/identities/:id',
    summary: 'Unlink your account at a provider',
    params: idParams,
    answers: { 204: nothing },
    ...owner,
    fresh: true,
    handle: (ctx, { id }) => unlinkIdentity(ctx, id)
  }),
  endSessionsOfIdentity: endpoint({
    method: 'DELETE',
    path: '/identities/:issuer/:subject/sessions',
    summary: 'End all sessions and tokens of the account that an identity is linked to',
    params: shapes.identityParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    scope: ['sessions', 'admin'],
    handle: endSessionsOfIdentity
  }),
  providers: endpoint({
    method: 'GET',
    path: '/admin/sign-in-providers',
    summary: 'List all sign-in providers with their settings',
    answers: { 200: items(shapes.provider) },
    ...admin,
    handle: async (ctx) => ({ items: await listProviders(ctx) })
  }),
  addProvider: endpoint({
    method: 'POST',
    path: '/admin/sign-in-providers',
    summary: 'Add a sign-in provider',
    body: shapes.providerInput,
    answers: { 201: shapes.providerParams },
    ...admin,
    fresh: true,
    handle: (ctx, input) => addProvider(ctx, input)
  }),
  changeProvider: endpoint({
    method: 'PUT',
    path: '/admin/sign-in-providers/:provider',
    summary: 'Change a sign-in provider',
    params: shapes.providerParams,
    body: shapes.providerChange,
    answers: { 204: nothing },
    ...admin,
    fresh: true,
    handle: (ctx, { provider, ...input }) => changeProvider(ctx, provider, input)
  }),
  removeProvider: endpoint({
    method: 'DELETE',
    path: '/admin/sign-in-providers/:provider',
    summary: 'Remove a sign-in provider',
    params: shapes.providerParams,
    answers: { 204: nothing },
    ...admin,
    fresh: true,
    handle: (ctx, { provider }) => removeProvider(ctx, provider)
  })
}

import { z } from 'zod'
import { endpoint } from '@stoa/core'
import {
  forFreshMembers,
  forMembers,
  fromAddress,
  items,
  forAdminsAndTokens
} from '../endpoint-parts.ts'
import { passwordsAllowed, providerDemand as demandShape } from '../sign-in-mode/contract.ts'
import { showPasswords } from '../sign-in-mode/mode.ts'
import { providerDemand } from '../sign-in-mode/refusals.ts'
import * as shapes from './contract.ts'
import * as settings from './settings-contract.ts'
import { listIdentities, unlinkIdentity } from './identities.ts'
import { joinByProvider } from './join.ts'
import { listButtons } from './known.ts'
import { listProviders } from './list.ts'
import { removeProvider, changeProvider } from './change.ts'
import { beginProviderSignIn } from './begin.ts'
import { finishProviderSignIn } from './sign-in.ts'
import { addProvider } from './add.ts'
import { endSessionsOfIdentity, endByProvider, presentProvider, providerSignOut } from './logout.ts'

const anybody = { minimumRole: 'guest', scope: null, limit: fromAddress(60, 5) } as const

/** Endpoints for signing in with an organisation's own accounts. */
export const providerEndpoints = {
  providerButtons: endpoint({
    method: 'GET',
    path: '/sign-in-providers',
    summary: 'List the providers to sign in with',
    answers: { 200: items(shapes.providerButton).extend({ passwords: passwordsAllowed }) },
    minimumRole: 'guest',
    handle: async (ctx) => ({
      items: await listButtons(ctx),
      passwords: await showPasswords(ctx)
    })
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
  joinByProvider: endpoint({
    method: 'POST',
    path: '/sign-in-providers/accounts',
    location: '/sessions/current',
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
    answers: { 200: items(shapes.identity).extend({ demand: demandShape }) },
    ...forMembers,
    handle: async (ctx) => ({
      items: await listIdentities(ctx),
      demand: await providerDemand(ctx)
    })
  }),
  beginLink: endpoint({
    method: 'POST',
    path: '/me/identities/:provider/attempts',
    summary: 'Begin to link your account at a provider',
    params: shapes.providerParams,
    body: shapes.providerStart,
    answers: { 200: shapes.providerAddress },
    ...forFreshMembers,
    handle: (ctx, { provider, next }) => beginProviderSignIn(ctx, { slug: provider, next }, 'link')
  }),
  beginProviderProof: endpoint({
    method: 'POST',
    path: '/sessions/current/authentication/:provider/attempts',
    summary: 'Begin to sign in with a provider again, to confirm that the account is yours',
    params: shapes.providerParams,
    body: shapes.providerStart,
    answers: { 200: shapes.providerAddress },
    ...forMembers,
    handle: (ctx, { provider, next }) => beginProviderSignIn(ctx, { slug: provider, next }, 'proof')
  }),
  unlinkIdentity: endpoint({
    method: 'DELETE',
    path: '/me/identities/:id',
    summary: 'Unlink your account at a provider; your other sessions and all tokens end',
    ...forFreshMembers,
    handle: (ctx, { id }) => unlinkIdentity(ctx, id)
  }),
  providers: endpoint({
    method: 'GET',
    path: '/admin/sign-in-providers',
    summary: 'List all sign-in providers with their settings',
    answers: { 200: items(settings.provider) },
    ...forAdminsAndTokens,
    handle: async (ctx) => ({ items: await listProviders(ctx) })
  }),
  addProvider: endpoint({
    method: 'POST',
    path: '/admin/sign-in-providers',
    summary:
      'Add a sign-in provider; it waits for a second administrator if people must use its issuer',
    body: settings.providerInput,
    answers: { 201: settings.addedProvider },
    ...forAdminsAndTokens,
    fresh: true,
    handle: addProvider
  }),
  changeProvider: endpoint({
    method: 'PUT',
    path: '/admin/sign-in-providers/:provider',
    summary:
      'Change a sign-in provider; its client waits for a second administrator if people must use it',
    params: shapes.providerParams,
    body: settings.providerChange,
    answers: { 200: settings.changedProvider },
    ...forAdminsAndTokens,
    fresh: true,
    handle: async (ctx, { provider, ...input }) => {
      return { waiting: await changeProvider(ctx, provider, input) }
    }
  }),
  removeProvider: endpoint({
    method: 'DELETE',
    path: '/admin/sign-in-providers/:provider',
    summary: 'Remove a sign-in provider; it waits for a second administrator if people must use it',
    params: shapes.providerParams,
    answers: { 200: settings.changedProvider },
    ...forAdminsAndTokens,
    fresh: true,
    handle: async (ctx, { provider }) => ({ waiting: await removeProvider(ctx, provider) })
  }),
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

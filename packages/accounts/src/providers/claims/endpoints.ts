import { endpoint } from '@stoa/core'
import { forAdminsAndTokens } from '../../endpoint-parts.ts'
import { providerAddress, providerParams, providerStart } from '../contract.ts'
import { beginProviderSignIn } from '../begin.ts'
import * as shapes from './contract.ts'
import { proposeMappings } from './mappings.ts'
import { previewMappings } from './preview.ts'
import { showMappings } from './show.ts'

/** Endpoints for what the claims of a provider give here. */
export const claimEndpoints = {
  beginProviderTest: endpoint({
    method: 'POST',
    path: '/admin/sign-in-providers/:provider/tests',
    summary: 'Begin to test a sign-in provider, also one that is not offered yet',
    params: providerParams,
    body: providerStart,
    answers: { 200: providerAddress },
    ...forAdminsAndTokens,
    handle: (ctx, { provider, next }) => beginProviderSignIn(ctx, { slug: provider, next }, 'test')
  }),
  claimMappings: endpoint({
    method: 'GET',
    path: '/admin/sign-in-providers/:provider/claims',
    summary: 'Show what the claims of a sign-in provider give here',
    params: providerParams,
    answers: { 200: shapes.claimMappings },
    ...forAdminsAndTokens,
    handle: (ctx, { provider }) => showMappings(ctx, provider)
  }),
  previewClaimMappings: endpoint({
    method: 'POST',
    path: '/admin/sign-in-providers/:provider/claims/previews',
    summary: 'Tell who would gain or lose what by a set of claim mappings',
    params: providerParams,
    body: shapes.mappingsInput,
    answers: { 200: shapes.mappingsPreview },
    ...forAdminsAndTokens,
    handle: (ctx, { provider, mappings }) => previewMappings(ctx, provider, mappings)
  }),
  proposeClaimMappings: endpoint({
    method: 'PUT',
    path: '/admin/sign-in-providers/:provider/claims',
    summary:
      'Propose what the claims of a sign-in provider give here, for a second admin to confirm',
    params: providerParams,
    body: shapes.mappingsInput,
    answers: { 200: shapes.mappingsProposed },
    ...forAdminsAndTokens,
    fresh: true,
    handle: async (ctx, { provider, mappings }) => ({
      waiting: await proposeMappings(ctx, provider, mappings)
    })
  })
}

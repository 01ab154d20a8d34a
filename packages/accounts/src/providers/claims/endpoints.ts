import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { endpoint, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { forAdminsAndTokens } from '../../endpoint-parts.ts'
import { providerAddress, providerParams, providerStart } from '../contract.ts'
import { beginProviderSignIn } from '../begin.ts'
import * as shapes from './contract.ts'
import type { claimMappings } from './contract.ts'
import { proposeMappings } from './mappings.ts'
import { previewMappings } from './preview.ts'
import { selectApprovals, waitsFor } from '../../approvals/approval.ts'
import { waitingOf } from '../../approvals/wait.ts'
import { claimMappingRevisions } from '../../schema.ts'
import { findAnyProvider } from '../known.ts'

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

type MappingState = z.input<typeof claimMappings>

/** The mappings of a provider in force, and the set that waits. The caller is an admin. */
async function showMappings(ctx: Context, slug: string): Promise<MappingState> {
  const { name, claimMappings: mappings } = await findAnyProvider(ctx, slug)
  return { name: wordsFor(ctx, name), mappings, waiting: await waitingSet(ctx, slug) }
}

async function waitingSet(ctx: Context, provider: string): Promise<MappingState['waiting']> {
  const isOfIt = waitsFor('claim_mapping', { provider })
  const [approval] = await selectApprovals<'claim_mapping'>(ctx, isOfIt)
  if (!approval) return null
  const { id, mappings } = claimMappingRevisions
  const isIt = eq(id, approval.subject.revision)
  const [revision] = await ctx.db.select({ mappings }).from(claimMappingRevisions).where(isIt)
  const [waiting] = await waitingOf(ctx, [approval])
  return revision && waiting ? { ...waiting, ...revision } : null
}

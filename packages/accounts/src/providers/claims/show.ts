import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { selectApprovals, waitsFor } from '../../approvals/approval.ts'
import { waitingOf } from '../../approvals/wait.ts'
import { claimMappingRevisions } from '../../schema.ts'
import { findAnyProvider } from '../known.ts'
import type { claimMappings } from './contract.ts'

type MappingState = z.input<typeof claimMappings>

/** The mappings of a provider in force, and the set that waits. The caller is an admin. */
export async function showMappings(ctx: Context, slug: string): Promise<MappingState> {
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

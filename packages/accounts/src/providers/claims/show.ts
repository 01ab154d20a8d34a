import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { dueAt, isUndecided, waitingColumns } from '../../approvals/approval.ts'
import { can } from '../../policy.ts'
import { claimMappingRevisions, approvals } from '../../schema.ts'
import { usernamesOf } from '../../people/people.ts'
import { findAnyProvider } from '../known.ts'
import type { claimMappings } from './contract.ts'

type MappingState = z.input<typeof claimMappings>

/** The mappings of a provider in force, and the set that waits. The caller is an admin. */
export async function showMappings(ctx: Context, slug: string): Promise<MappingState> {
  const { id, name, claimMappings: mappings } = await findAnyProvider(ctx, slug)
  return { name: wordsFor(ctx, name), mappings, waiting: await waitingSet(ctx, id) }
}

async function waitingSet(ctx: Context, providerId: number): Promise<MappingState['waiting']> {
  const [found] = await ctx.db
    .select({ change: waitingColumns, mappings: claimMappingRevisions.mappings })
    .from(approvals)
    .innerJoin(claimMappingRevisions, eq(claimMappingRevisions.id, approvals.subjectId))
    .where(
      and(
        isUndecided,
        eq(approvals.kind, 'claim_mapping'),
        eq(claimMappingRevisions.providerId, providerId)
      )
    )
    .orderBy(desc(approvals.id))
    .limit(1)
  if (!found) return null
  const { change, mappings } = found
  const { id, proposedById, proposedAt } = change
  const people = await usernamesOf(ctx, [proposedById])
  const by = people.get(proposedById) ?? null
  const confirm = can.approve(ctx.actor, change)
  return { id, mappings, by, proposedAt, due: dueAt(ctx, change), can: { confirm } }
}

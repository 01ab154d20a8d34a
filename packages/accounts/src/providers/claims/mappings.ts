import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { invalid, transaction, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { checkTopics } from '../../roles/duties.ts'
import { lockGroups } from '../../groups/group.ts'
import { namedBy, waitsFor, type ApprovalKind } from '../../approvals/approval.ts'
import { withdrawApprovals } from '../../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../../approvals/request.ts'
import { claimMappingRevisions, signInProviders, type ClaimMapping } from '../../schema.ts'
import { findAnyProvider } from '../known.ts'
import { pruneClaims, takeFormer } from './mapping-change.ts'

/** `provider`: its name in addresses. */
const subject = z.object({ provider: z.string(), revision: z.int() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    claim_mapping: z.infer<typeof subject>
  }
}

/**
 * Proposes the set of mappings of a provider, in place of one that waits. All of it, also what it
 * takes away, waits for a second admin or a day; before the forum is opened it applies at once. The
 * caller is an admin.
 * @returns whether it waits
 * @throws Problem 404, 422 as `checkMappings`
 */
export async function proposeMappings(
  ctx: Context,
  slug: string,
  mappings: ClaimMapping[]
): Promise<boolean> {
  const { id } = await findAnyProvider(ctx, slug)
  await checkMappings(ctx, mappings)
  return transaction(ctx, async (ctx) => {
    await stopMappings(ctx, slug)
    const { claimMappings } = await findAnyProvider(ctx, slug)
    if (JSON.stringify(claimMappings) === JSON.stringify(mappings)) return false
    const subject = { provider: slug, revision: await insertRevision(ctx, id, mappings) }
    const waits = await requestApproval(ctx, { kind: 'claim_mapping', subject })
    if (waits) await mailPowerHolders(ctx, 'power_proposed')
    return waits
  })
}

async function insertRevision(ctx: Context, providerId: number, mappings: ClaimMapping[]) {
  const [row] = await ctx.db
    .insert(claimMappingRevisions)
    .values({ providerId, mappings, proposedById: ctx.actor.id, proposedAt: ctx.now })
    .returning({ id: claimMappingRevisions.id })
  if (!row) throw new Error('No revision was inserted.')
  return row.id
}

/**
 * @throws Problem 422 on a field of a mapping, such as `mappings.0.value`, also as
 * `ports.safety.review`
 */
export async function checkMappings(ctx: Context, mappings: readonly ClaimMapping[]) {
  const known = await lockGroups(ctx, [
    ...new Set(mappings.flatMap(({ groupId }) => groupId ?? []))
  ])
  for (const [at, mapping] of mappings.entries()) {
    const path = (field: keyof ClaimMapping) => `mappings.${at}.${field}`
    const { role, capabilities, deskTopics, groupId } = mapping
    for (const field of ['claim', 'value'] as const)
      await ctx.ports.safety.review(ctx, { path: path(field), text: mapping[field] })
    if (role === null && capabilities.length === 0 && groupId === null)
      throw invalid(path('role'), 'field_mapping_empty')
    if (role === 'volunteer' && capabilities.length > 0)
      throw invalid(path('capabilities'), 'field_mapping_staff')
    if (deskTopics.length > 0 && !capabilities.includes('desk'))
      throw invalid(path('deskTopics'), 'field_mapping_desk')
    if (groupId !== null && !known.has(groupId)) throw invalid(path('groupId'), 'field_invalid')
    await checkTopics(ctx, deskTopics, path('deskTopics'))
  }
}

/** Withdraws mappings that wait for a provider. Call it before the provider is locked. */
export const stopMappings = (ctx: Context, provider: string): Promise<void> =>
  withdrawApprovals(ctx, waitsFor('claim_mapping', { provider }))

const { id, appliedAt, providerId } = claimMappingRevisions

/**
 * Puts the revision that was read into force. Whom it gives less loses it at once; what it gives
 * shows at the next sign-in.
 */
export const claimMapping: ApprovalKind<'claim_mapping'> = {
  ...{ subject, event: 'provider.claims_' },
  async apply(ctx, { subject }) {
    const [revision] = await ctx.db
      .update(claimMappingRevisions)
      .set({ appliedAt: ctx.now })
      .where(and(eq(id, subject.revision), isNull(appliedAt)))
      .returning()
    if (!revision) return
    const isIt = eq(signInProviders.id, revision.providerId)
    const [provider] = await ctx.db.select().from(signInProviders).where(isIt).for('update')
    if (!provider) return
    const { mappings } = revision
    await ctx.db.update(signInProviders).set({ claimMappings: mappings }).where(isIt)
    await takeFormer(ctx, provider, mappings)
    await pruneClaims(ctx, provider.issuer)
  },
  namesOf: namedBy(
    ({ revision }) => revision,
    async (ctx, revisions) => {
      const rows = await ctx.db
        .select({ id, name: signInProviders.name })
        .from(claimMappingRevisions)
        .innerJoin(signInProviders, eq(signInProviders.id, providerId))
        .where(inArray(id, revisions))
      return new Map(rows.map((row) => [row.id, wordsFor(ctx, row.name)]))
    }
  )
}

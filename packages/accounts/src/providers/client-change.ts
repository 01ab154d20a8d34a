import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { bySubject, type ApprovalKind } from '../approvals/approval.ts'
import { signInProviderRevisions, signInProviders } from '../schema.ts'
import { lockMode } from '../sign-in-mode/mode.ts'
import { deleteProvider, setClient } from './client.ts'
import { lockProvider, recordProviderChange } from './settings.ts'

const { id, appliedAt, providerId } = signInProviderRevisions

/**
 * Puts the revision that was read into force.
 * @throws Problem 409 as `setClient` or `deleteProvider`
 */
export const providerClientHandler: ApprovalKind = {
  event: 'provider.client_',
  details: ({ power: provider, subjectId: revision }) => ({ provider, revision }),
  async apply(ctx, { subjectId }) {
    const [revision] = await ctx.db
      .update(signInProviderRevisions)
      .set({ appliedAt: ctx.now })
      .where(and(eq(id, subjectId), isNull(appliedAt)))
      .returning()
    if (!revision) return
    await lockMode(ctx)
    if (revision.removes) return deleteProvider(ctx, revision.providerId)
    const provider = await lockProvider(ctx, revision.providerId)
    await setClient(ctx, provider, revision)
    await recordProviderChange(ctx, 'provider.changed', provider)
    await clearSecret(ctx, subjectId)
  },
  drop: (ctx, { subjectId }) => clearSecret(ctx, subjectId),
  namesOf: bySubject(async (ctx, subjectIds) => {
    const rows = await ctx.db
      .select({ id, name: signInProviders.name })
      .from(signInProviderRevisions)
      .innerJoin(signInProviders, eq(signInProviders.id, providerId))
      .where(inArray(id, subjectIds))
    return new Map(rows.map((row) => [row.id, wordsFor(ctx, row.name)]))
  })
}

/** A secret stays only while it waits. */
async function clearSecret({ db }: Context, revision: number): Promise<void> {
  await db.update(signInProviderRevisions).set({ sealedSecret: null }).where(eq(id, revision))
}

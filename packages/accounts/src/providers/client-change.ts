import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { z } from 'zod'
import { wordsFor } from '@stoa/core/languages'
import { namedBy, type ApprovalKind } from '../approvals/approval.ts'
import { signInProviderRevisions, signInProviders } from '../schema.ts'
import { lockMode } from '../sign-in-mode/mode.ts'
import { deleteProvider, setClient } from './client.ts'
import { lockProvider, recordProviderChange } from './settings.ts'

/** `provider`: its name in addresses. */
const subject = z.object({ provider: z.string(), revision: z.int() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    provider_client: z.infer<typeof subject>
  }
}

const { id, appliedAt, providerId } = signInProviderRevisions

/**
 * Puts the revision that was read into force.
 * @throws Problem 409 as `setClient` or `deleteProvider`
 */
export const providerClient: ApprovalKind<'provider_client'> = {
  ...{ subject, event: 'provider.client_' },
  async apply(ctx, { subject }) {
    const [revision] = await ctx.db
      .update(signInProviderRevisions)
      .set({ appliedAt: ctx.now })
      .where(and(eq(id, subject.revision), isNull(appliedAt)))
      .returning()
    if (!revision) return
    await lockMode(ctx)
    const known = { id: revision.providerId, slug: subject.provider }
    if (revision.removes) return deleteProvider(ctx, known)
    const provider = await lockProvider(ctx, revision.providerId)
    await setClient(ctx, provider, revision)
    await recordProviderChange(ctx, 'provider.changed', provider)
    await clearSecret(ctx, subject.revision)
  },
  drop: (ctx, { subject }) => clearSecret(ctx, subject.revision),
  namesOf: namedBy(
    ({ revision }) => revision,
    async (ctx, revisions) => {
      const rows = await ctx.db
        .select({ id, name: signInProviders.name })
        .from(signInProviderRevisions)
        .innerJoin(signInProviders, eq(signInProviders.id, providerId))
        .where(inArray(id, revisions))
      return new Map(rows.map((row) => [row.id, wordsFor(ctx, row.name)]))
    }
  )
}

/** A secret stays only while it waits. */
async function clearSecret({ db }: Context, revision: number): Promise<void> {
  await db.update(signInProviderRevisions).set({ sealedSecret: null }).where(eq(id, revision))
}

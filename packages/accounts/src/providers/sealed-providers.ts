import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { providerSessions, signInProviderRevisions, signInProviders } from '../schema.ts'
import type { SealedText } from '../secrets.ts'
import { secretOwner, secretPurpose } from './discovery.ts'
import { refreshOwner, refreshPurpose } from './provider-session.ts'

/** The secrets with which the forum signs in at providers. */
export async function* sealedProviders({ db }: Context): AsyncGenerator<SealedText> {
  const { id, slug, sealedSecret } = signInProviders
  const rows = await db
    .select({ id, slug, sealedSecret })
    .from(signInProviders)
    .where(isNotNull(sealedSecret))
  for (const row of rows) {
    const sealed = row.sealedSecret ?? ''
    const same = and(eq(id, row.id), eq(sealedSecret, sealed))
    yield {
      ...{ purpose: secretPurpose, owner: secretOwner(row), sealed },
      replace: (by) => db.update(signInProviders).set({ sealedSecret: by }).where(same)
    }
  }
}

/** The secrets that wait for a second admin. */
export async function* sealedRevisions({ db }: Context): AsyncGenerator<SealedText> {
  const { id, providerId, sealedSecret } = signInProviderRevisions
  const rows = await db
    .select({ id, slug: signInProviders.slug, sealedSecret })
    .from(signInProviderRevisions)
    .innerJoin(signInProviders, eq(signInProviders.id, providerId))
    .where(isNotNull(sealedSecret))
  for (const row of rows) {
    const sealed = row.sealedSecret ?? ''
    const same = and(eq(id, row.id), eq(sealedSecret, sealed))
    yield {
      ...{ purpose: secretPurpose, owner: secretOwner(row), sealed },
      replace: (by) => db.update(signInProviderRevisions).set({ sealedSecret: by }).where(same)
    }
  }
}

/** The refresh tokens of sessions that began at providers. */
export async function* sealedRefreshTokens({ db }: Context): AsyncGenerator<SealedText> {
  const { id, issuer, subject, sealedRefreshToken } = providerSessions
  const rows = await db
    .select({ id, issuer, subject, sealedRefreshToken })
    .from(providerSessions)
    .where(isNotNull(sealedRefreshToken))
  for (const row of rows) {
    const sealed = row.sealedRefreshToken ?? ''
    const same = and(eq(id, row.id), eq(sealedRefreshToken, sealed))
    yield {
      ...{ purpose: refreshPurpose, owner: refreshOwner(row), sealed },
      replace: (by) => db.update(providerSessions).set({ sealedRefreshToken: by }).where(same)
    }
  }
}

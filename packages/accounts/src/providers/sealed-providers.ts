import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { signInProviders } from '../schema.ts'
import type { SealedText } from '../secrets.ts'
import { secretOwner, secretPurpose } from './oidc.ts'

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

import { and, eq } from 'drizzle-orm'
import type { SealedText } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { announcementKeys } from './schema.ts'
import { purpose } from './signing-keys.ts'

/** All keys as stored, for re-encryption when the secret changes. */
export async function* sealedKeys({ db }: Context): AsyncGenerator<SealedText> {
  for (const { kid, sealedPrivate } of await db.select().from(announcementKeys)) {
    const same = and(
      eq(announcementKeys.kid, kid),
      eq(announcementKeys.sealedPrivate, sealedPrivate)
    )
    yield {
      ...{ purpose, owner: kid, sealed: sealedPrivate },
      replace: (by) => db.update(announcementKeys).set({ sealedPrivate: by }).where(same)
    }
  }
}

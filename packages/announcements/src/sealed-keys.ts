import { and, eq } from 'drizzle-orm'
import type { SealedText } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { announcementKeys } from './schema.ts'
import { purpose } from './signing-keys.ts'

/** Every key that ever signed as it is stored, for a change of the secret. */
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

import { eq, sql } from 'drizzle-orm'
import type { SealedText } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { ownerOf, purpose } from './secrets.ts'
import { webhooks } from './schema.ts'

/**
 * The stored secrets of all receivers, including recent former ones, for a change of STOA_SECRET.
 */
export async function* sealedSecrets({ db }: Context): AsyncGenerator<SealedText> {
  for (const { id, sealedSecret, previousSecrets } of await db.select().from(webhooks))
    for (const sealed of [sealedSecret, ...previousSecrets.map(({ sealed }) => sealed)])
      yield {
        ...{ purpose, owner: ownerOf(id), sealed },
        // Replaces the text in both columns, because the secret may be renewed meanwhile.
        replace: (by) =>
          db
            .update(webhooks)
            .set({
              sealedSecret: sql`replace(sealed_secret, ${sealed}, ${by})`,
              previousSecrets: sql`replace(previous_secrets::text, ${sealed}, ${by})::jsonb`
            })
            .where(eq(webhooks.id, id))
      }
}

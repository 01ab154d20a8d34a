import { eq, sql } from 'drizzle-orm'
import type { SealedText } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { ownerOf, purpose } from './secrets.ts'
import { webhooks } from './schema.ts'

/** Every secret of every receiver as it is stored, those replaced of late too, for a change of ours. */
export async function* sealedSecrets({ db }: Context): AsyncGenerator<SealedText> {
  for (const { id, sealedSecret, previousSecrets } of await db.select().from(webhooks))
    for (const sealed of [sealedSecret, ...previousSecrets.map(({ sealed }) => sealed)])
      yield {
        ...{ purpose, owner: ownerOf(id), sealed },
        // Wherever it stands by now: a secret may be renewed meanwhile.
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

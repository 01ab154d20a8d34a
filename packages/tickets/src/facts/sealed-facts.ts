import { and, eq, sql } from 'drizzle-orm'
import type { SealedText } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { ownerOf, purpose } from './stored-facts.ts'
import { ticketFacts } from '../schema.ts'

type Row = typeof ticketFacts.$inferSelect

/** All facts as stored, for re-encryption when the secret changes. */
export async function* sealedFacts({ db }: Context): AsyncGenerator<SealedText> {
  const place = sql`(${ticketFacts.ticketId}, ${ticketFacts.key})`
  const rows = everyRow((last?: Row) =>
    db
      .select()
      .from(ticketFacts)
      .where(last && sql`${place} > (${last.ticketId}::bigint, ${last.key}::text)`)
      .orderBy(ticketFacts.ticketId, ticketFacts.key)
      .limit(rowBatchSize)
  )
  for await (const { ticketId, key, sealed } of rows) {
    const isThis = and(eq(ticketFacts.ticketId, ticketId), eq(ticketFacts.key, key))
    const same = and(isThis, eq(ticketFacts.sealed, sealed))
    yield {
      ...{ purpose, owner: ownerOf(ticketId, key), sealed },
      replace: (by) => db.update(ticketFacts).set({ sealed: by }).where(same)
    }
  }
}

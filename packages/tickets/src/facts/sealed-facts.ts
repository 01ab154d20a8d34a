import { and, eq, sql } from 'drizzle-orm'
import { reseal, unseal, type SealedText } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { lookupOf } from './lookup.ts'
import { ownerOf, purpose } from './stored-facts.ts'
import { ticketFacts } from '../schema.ts'

type Row = typeof ticketFacts.$inferSelect

function rowsOf({ db }: Context): AsyncIterable<Row> {
  const place = sql`(${ticketFacts.ticketId}, ${ticketFacts.key})`
  return everyRow((last?: Row) =>
    db
      .select()
      .from(ticketFacts)
      .where(last && sql`${place} > (${last.ticketId}::bigint, ${last.key}::text)`)
      .orderBy(ticketFacts.ticketId, ticketFacts.key)
      .limit(rowBatchSize)
  )
}

/** Condition: this fact, unless it was changed meanwhile. */
const isStill = ({ ticketId, key, sealed }: Row) =>
  and(eq(ticketFacts.ticketId, ticketId), eq(ticketFacts.key, key), eq(ticketFacts.sealed, sealed))

/** All facts as stored, for re-encryption when the secret changes. */
export async function* sealedFacts(ctx: Context): AsyncGenerator<SealedText> {
  for await (const row of rowsOf(ctx)) {
    yield {
      ...{ purpose, owner: ownerOf(row.ticketId, row.key), sealed: row.sealed },
      replace: (by) => ctx.db.update(ticketFacts).set({ sealed: by }).where(isStill(row))
    }
  }
}

/**
 * Hashes with the present secret what was hashed with the former one, or not at all. It runs after
 * re-encryption; until then, the former hash is found too.
 * @returns how many facts were hashed
 */
export async function rehashFacts(ctx: Context): Promise<number> {
  let count = 0
  for await (const row of rowsOf(ctx)) {
    const lookup = await presentLookup(ctx, row)
    if (lookup === row.lookup) continue
    await ctx.db.update(ticketFacts).set({ lookup }).where(isStill(row))
    count += 1
  }
  return count
}

/** The hash stays where no known secret opens the fact. */
async function presentLookup(ctx: Context, { ticketId, key, sealed, lookup }: Row) {
  const owner = ownerOf(ticketId, key)
  if (reseal(ctx.ports, purpose, owner, sealed).state === 'lost') return lookup
  return lookupOf(ctx, key, unseal(ctx.ports, purpose, owner, sealed))
}

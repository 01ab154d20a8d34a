import { sql } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'

/** How much it tells that a text has this lexeme: the binary logarithm of one in how many has it. */
export type Rarity = (lexeme: string) => number

const lifetime = 10 * 60_000
/** Of what stands in no list of common lexemes. */
export const rarest = 10

type Common = { lexemes: string[] | null; shares: number[] | null }

/**
 * Reads how common lexemes are from what Postgres knows of the documents for its planning, every ten
 * minutes. In whole bits: what a few posts more or less would change is seen by nobody.
 */
export function watchRarity(db: Database): () => Promise<Rarity> {
  let known: Promise<Rarity> | undefined
  let until = 0
  return () => {
    if (known && performance.now() < until) return known
    until = performance.now() + lifetime
    known = readRarity(db)
    known.catch(() => (known = undefined))
    return known
  }
}

async function readRarity(db: Database): Promise<Rarity> {
  const [row] = await db.execute<Common>(sql`
    select most_common_elems::text::text[] as lexemes, most_common_elem_freqs as shares
    from pg_stats where schemaname = current_schema() and tablename = 'search_documents'
    and attname = 'vector'`)
  const { lexemes, shares } = { lexemes: row?.lexemes ?? [], shares: row?.shares ?? [] }
  const bits = new Map(lexemes.map((one, at) => [one, Math.round(-Math.log2(shares[at] ?? 1))]))
  return (lexeme) => bits.get(lexeme) ?? rarest
}

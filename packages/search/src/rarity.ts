import { sql } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'

/**
 * Information content of a lexeme in bits: the binary logarithm of one in how many texts contain
 * it.
 */
export type Rarity = (lexeme: string) => number

const lifetime = 10 * 60_000
/** Bits of a lexeme that is in no list of common ones. */
export const rarest = 10

type Common = { lexemes: string[] | null; shares: number[] | null }

/**
 * Reads the frequencies of lexemes from PostgreSQL's statistics, every ten minutes. They are
 * rounded to whole bits, so that a few posts more or less change nothing.
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

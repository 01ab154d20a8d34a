import { sql } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'
import { newestBefore } from './newest.ts'

/**
 * Information content of a lexeme in bits: the binary logarithm of one in how many texts contain
 * it.
 */
export type Rarity = (lexeme: string) => number

const lifetime = 10 * 60_000
/** Bits of a lexeme that is in no list of common ones. */
export const rarest = 10

/**
 * Texts in a sample: a word of ten bits is in two of them. It reads as many pages as a search for
 * common words.
 */
const sampled = 2_000
/** Of fewer posts PostgreSQL's own statistics suffice: no search of them is slow. */
const many = 50_000

/**
 * Reads how frequent lexemes are, every ten minutes. Frequencies are rounded to whole bits, so that
 * a few posts more or less change nothing. Searches do not wait while they are read again.
 */
export function watchRarity(db: Database): () => Promise<Rarity> {
  let known: Promise<Rarity> | undefined
  let until = 0
  return () => {
    if (known && performance.now() < until) return known
    until = performance.now() + lifetime
    const next = readRarity(db)
    next.then(
      () => (known = next),
      () => (known = undefined)
    )
    return (known ??= next)
  }
}

async function readRarity(db: Database): Promise<Rarity> {
  const newest = await newestBefore(db, undefined)
  const shares = newest < many ? await readStatistics(db) : await readSample(db, newest)
  const bits = new Map(shares.map(({ lexeme, share }) => [lexeme, Math.round(-Math.log2(share))]))
  return (lexeme) => Math.min(bits.get(lexeme) ?? rarest, rarest)
}

/** A lexeme and the share of texts that contain it. */
type Frequency = { lexeme: string; share: number }

/** Lexemes that PostgreSQL counts as common: the thousand first. */
const readStatistics = (db: Database) =>
  db.execute<Frequency>(sql`
    select unnest(most_common_elems::text::text[]) as lexeme, unnest(most_common_elem_freqs) as share
    from pg_stats where schemaname = current_schema() and tablename = 'search_documents'
    and attname = 'vector'`)

/** Lexemes of some texts. The statistics lack words that one text in a hundred has. */
function readSample(db: Database, newest: number) {
  const percent = String((100 * sampled) / newest)
  const sample = `from search_documents tablesample system (${percent}) repeatable (1)`
  return db.execute<Frequency>(sql`
    select word as lexeme, ndoc::real / total as share
    from ts_stat(${`select vector ${sample}`}), (select count(*) as total ${sql.raw(sample)}) texts
    where ndoc * ${2 ** rarest}::bigint > total`)
}

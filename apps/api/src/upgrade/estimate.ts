import type { Migration } from '@stoa/core/database'

/** Bytes of a table and of its indexes. */
export type Size = { bytes: number; indexBytes: number }

export type Estimate = {
  tag: string
  seconds: number
  /** The bytes that the database grows by. */
  bytes: number
  /** Tables that cannot be written to for noticeable time. */
  locked: string[]
}

/**
 * Bytes a second, and how much of them is written anew. Measured with 100,000 rows of 2 KB on a busy
 * core; a search index is what makes updates slow.
 */
const costs: Record<Work, { rate: number; growth: number }> = {
  none: { rate: Infinity, growth: 0 },
  check: { rate: 400e6, growth: 0 },
  index: { rate: 200e6, growth: 0.05 },
  gin: { rate: 12e6, growth: 1 },
  update: { rate: 8e6, growth: 0.6 },
  rewrite: { rate: 40e6, growth: 1 }
}
const secondsOfStatement = 0.01
const noticeableSeconds = 1

/** Estimates a migration from the sizes of the tables that it works on, by their names. */
export function estimate({ tag, statements }: Migration, sizes: Map<string, Size>): Estimate {
  const steps = statements.map((statement) => costOf(stepOf(statement), sizes))
  const sum = (key: 'seconds' | 'bytes') => steps.reduce((total, step) => total + step[key], 0)
  const seconds = sum('seconds')
  const tables = steps.flatMap(({ table }) => table ?? [])
  const locked = seconds < noticeableSeconds ? [] : [...new Set(tables)]
  return { tag, seconds, bytes: sum('bytes'), locked }
}

/** A table that the migration makes itself has no rows. */
function costOf({ work, table = '' }: Step, sizes: Map<string, Size>) {
  const { bytes, indexBytes } = sizes.get(table) ?? { bytes: 0, indexBytes: 0 }
  const { rate, growth } = costs[work]
  // A row that is written again gets new entries in the indexes, too.
  const touched = work === 'update' || work === 'rewrite' ? bytes + indexBytes : bytes
  return {
    table: touched > 0 ? table : undefined,
    seconds: secondsOfStatement + touched / rate,
    bytes: touched * growth
  }
}

/** What a statement of a migration does with the rows of a table, which decides how long it takes. */
type Work = 'none' | 'check' | 'index' | 'gin' | 'update' | 'rewrite'

type Step = { work: Work; table?: string }

const patterns: [Work, RegExp][] = [
  ['gin', /^create index .*? on (\w+) using gin/],
  ['index', /^create (?:unique )?index .*? on (\w+)/],
  ['rewrite', /^alter table (\w+) .*(?:\bset data type\b|\balter column \w+ type\b|\bstored\b)/],
  ['check', /^alter table (\w+) .*(?:\bforeign key\b|\bcheck ?\(|\bset not null\b)/],
  ['index', /^alter table (\w+) .*(?:\bunique\b|\bprimary key\b)/],
  ['update', /^(?:update|delete from) (\w+)/],
  ['update', /^insert into .*? from (\w+)/],
  ['update', /^(?:with|do) .*\b(?:update|delete from) (\w+)/]
]

/** Reads what a statement takes. What is no work on rows takes the same for any table. */
export function stepOf(statement: string): Step {
  const text = normalized(statement)
  for (const [work, pattern] of patterns) {
    const [, table] = pattern.exec(text) ?? []
    if (table !== undefined) return { work, table }
  }
  return { work: 'none' }
}

/** In lower case on one line, without quotes, schemas and comments. */
export const normalized = (statement: string): string =>
  statement
    .replace(/--.*$/gm, '')
    .toLowerCase()
    .replace(/"?\bpublic"?\.|\bonly\b|\bif (?:not )?exists\b|"/g, '')
    .replace(/\s+/g, ' ')
    .trim()

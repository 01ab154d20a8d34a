import { PgDialect } from 'drizzle-orm/pg-core'
import type { Connection } from '@stoa/core/database'

const counts = new WeakMap<object, number>()
const texts = new Map<string, number>()
const build = PgDialect.prototype.sqlToQuery

PgDialect.prototype.sqlToQuery = function (...given) {
  const query = build.apply(this, given)
  counts.set(this, (counts.get(this) ?? 0) + 1)
  texts.set(query.sql, (texts.get(query.sql) ?? 0) + 1)
  return query
}

/**
 * How many queries drizzle has built for a connection since this module was loaded. A query that is
 * prepared once is built once.
 */
export function builtQueries({ db }: Connection): number {
  const { dialect } = db as unknown as { dialect: PgDialect }
  return counts.get(dialect) ?? 0
}

/** The queries that were built most often, as `7 × select …`. */
export const mostBuilt = (limit: number): string[] =>
  [...texts]
    .filter(([, count]) => count > 1)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([text, count]) => `${count} × ${text.replace(/\s+/g, ' ').slice(0, 110)}`)

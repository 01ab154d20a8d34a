import { PgDialect } from 'drizzle-orm/pg-core'
import type { Connection } from '@stoa/core/database'

const counts = new WeakMap<object, number>()
const build = PgDialect.prototype.sqlToQuery

PgDialect.prototype.sqlToQuery = function (...given) {
  counts.set(this, (counts.get(this) ?? 0) + 1)
  return build.apply(this, given)
}

/**
 * How many queries drizzle has built for a connection since this module was loaded. A query that is
 * prepared once is built once.
 */
export function builtQueries({ db }: Connection): number {
  const { dialect } = db as unknown as { dialect: PgDialect }
  return counts.get(dialect) ?? 0
}

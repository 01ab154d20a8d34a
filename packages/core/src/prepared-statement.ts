import type { Query, SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Database } from './database/index.ts'

const dialect = new PgDialect({ casing: 'snake_case' })

/** Runs a statement on a database or in a transaction, with the values of its placeholders. */
export type PreparedStatement<Row> = (
  db: Database,
  values: Record<string, unknown>
) => Promise<Row[]>

/**
 * Makes a statement that is built once per process, because drizzle takes longer to build one than
 * to send it. Its rows are as PostgreSQL sends them.
 */
export function preparedStatement<Row>(build: () => SQL): PreparedStatement<Row> {
  let query: Query | undefined
  return async (db, values) => {
    query ??= dialect.sqlToQuery(build())
    const statement = db._.session.prepareQuery(query, undefined, undefined, false)
    return (await statement.execute(values)) as Row[]
  }
}

/** Makes a query of drizzle's builder once per process, and runs it on any database or transaction. */
export function preparedQuery<Query extends object>(build: (db: Database) => Query) {
  let query: Query | undefined
  return (db: Database): Query => onDatabase((query ??= build(db)), db)
}

/** The prepared query on another database, or in a transaction. */
export const onDatabase = <Query extends object>(query: Query, db: Database): Query =>
  Object.assign(Object.create(query) as Query, { client: (db._.session as Session).client })

type Session = { client?: unknown }

import { bigint, customType, type AnyPgColumn } from 'drizzle-orm/pg-core'

const timestamp = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  fromDriver: (value) => new Date(value).toISOString()
})

/** Primary key: bigint identity, a JavaScript number. */
export const id = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()

/** Reference to an `id()` of another table. */
export const ref = () => bigint({ mode: 'number' })

/** A required foreign key, with the database's default on deletion: it refuses. */
export const belongsTo = (column: () => AnyPgColumn) => ref().notNull().references(column)

/** A point in time: timestamptz(3), ISO 8601 UTC text with milliseconds in JavaScript. */
export const time = () => timestamp()

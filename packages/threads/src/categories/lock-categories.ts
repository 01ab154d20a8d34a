import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { categories } from './schema.ts'

// Without the lock, two admins could nest two levels deep: each would change between the other's
// check and change.
/** Lets nobody else change a category until the transaction of `ctx` ends. */
export const lockCategories = ({ db }: Context) =>
  db.execute(sql`lock table ${categories} in share row exclusive mode`)

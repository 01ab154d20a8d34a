import { sql } from 'drizzle-orm'
import type { posts, threads } from '../schema.ts'

/** The transaction that wrote a row last. Whatever is changed in the row changes it. */
export const rowVersion = (table: typeof posts | typeof threads) => sql<string>`${table}.xmin::text`

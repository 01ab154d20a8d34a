import type { Connection } from '@stoa/core/database'

export type TableSize = { name: string; table: number; indexes: number }
export type IndexSize = { name: string; size: number }
/** All in bytes. */
export type Sizes = { posts: number; database: number; tables: TableSize[]; indexes: IndexSize[] }

const tableLimit = 10
const indexLimit = 10

/** The largest tables and indexes. Large values that a table keeps apart count with it. */
export async function readSizes({ sql }: Connection): Promise<Sizes> {
  const tables = await sql<TableSize[]>`
    select relname as name, pg_table_size(oid) as table, pg_indexes_size(oid) as indexes
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    order by pg_total_relation_size(oid) desc limit ${tableLimit}`
  const indexes = await sql<IndexSize[]>`
    select relname as name, pg_relation_size(oid) as size
    from pg_class where relkind = 'i' and relnamespace = 'public'::regnamespace
    order by pg_relation_size(oid) desc limit ${indexLimit}`
  const [row] = await sql<{ posts: number; database: number }[]>`
    select (select count(*) from posts) as posts, pg_database_size(current_database()) as database`
  return { posts: row?.posts ?? 0, database: row?.database ?? 0, tables, indexes }
}

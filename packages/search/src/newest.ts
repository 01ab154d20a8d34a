import { sql } from 'drizzle-orm'
import { preparedStatement } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import { startOf } from './filters.ts'
import { searchDocuments as documents } from './schema.ts'

/**
 * Milliseconds for which the newest id is kept. The posts of a second have room in the first slice, see
 * `slices.ts`.
 */
const lifetime = 1_000

const known = new WeakMap<Database, { id: number; until: number }>()

/**
 * Id of the newest post, as it was at most a second ago, or of the newest one written before a day; 0
 * if there is none.
 */
export async function newestBefore(db: Database, day: string | undefined): Promise<number> {
  if (day !== undefined) return idIn(await before(db, { start: startOf(day) }))
  const kept = known.get(db)
  if (kept && performance.now() < kept.until) return kept.id
  const until = performance.now() + lifetime
  const id = idIn(await newest(db, {}))
  known.set(db, { id, until })
  return id
}

type Newest = { id: number | null }

const idIn = ([row]: Newest[]) => row?.id ?? 0

const newest = preparedStatement<Newest>(
  () => sql`select max(${documents.postId}) as id from ${documents}`
)

const before = preparedStatement<Newest>(
  () => sql`
    select ${documents.postId} as id from ${documents}
    where ${documents.writtenAt} < ${sql.placeholder('start')}::timestamptz
    order by ${documents.writtenAt} desc limit 1`
)

import { connect, type Connection } from '@stoa/core/database'
import type { Scene } from './scene.ts'
import { until } from './until.ts'

/** The final state of all replies and their effects. */
export type Balance = { acknowledged: number; lost: number; twice: number; undone: number }

/**
 * Waits until no event and no job is left, and compares the stored replies with the acknowledged
 * ones.
 */
export async function balance(
  scene: Pick<Scene, 'target'>,
  threadId: number,
  acknowledged: string[]
): Promise<Balance> {
  const connection = connect(scene.target, { max: 1 })
  try {
    await until('all jobs are done', () => areJobsDone(connection))
    const rows = await repliesOf(connection, threadId)
    const stored = new Set(rows.map(({ key }) => key))
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter((key) => !stored.has(key)).length,
      twice: rows.filter(({ count }) => count > 1).length,
      undone: rows.filter(({ indexed }) => !indexed).length
    }
  } finally {
    await connection.close()
  }
}

async function areJobsDone({ sql }: Connection) {
  const [left] = await sql<{ count: number }[]>`
    select (select count(*) from events where dispatched_at is null)
      + (select count(*) from graphile_worker.jobs where task_identifier in ('effects', 'effect'))
      as count`
  return left?.count === 0
}

/** The replies by the key at the start of their text, and whether they are indexed. */
const repliesOf = ({ sql }: Connection, threadId: number) => sql<
  { key: string; count: number; indexed: boolean }[]
>`select substr(body, 1, 36) as key, count(*), bool_and(exists (
    select from search_documents where post_id = posts.id)) as indexed
  from posts where thread_id = ${threadId} and number > 1 group by 1`

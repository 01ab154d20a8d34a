import type { Connection } from '@stoa/core/database'
import { categories, members, type Row } from '../rows.ts'
import { copyInto } from './copying.ts'
import { createWriter } from './writing.ts'

const threadBatchSize = 2_000

/** Fills an empty migrated database with about this many posts, 200,000 in a minute. */
export async function fillPosts(
  connection: Connection,
  posts: number,
  progress: (done: number) => void
): Promise<void> {
  await insert(connection, 'users', members())
  await insert(connection, 'categories', categories())
  const write = createWriter(posts)
  for (let done = 0; done < posts;) {
    const written = Array.from({ length: threadBatchSize }, () => write())
    const threads = written.map(({ thread }) => thread)
    const rows = written.flatMap((thread) => thread.posts)
    await copyInto(connection, 'threads', threads)
    await copyInto(connection, 'posts', rows)
    progress((done += rows.length))
  }
}

const insert = ({ sql }: Connection, table: string, rows: Row[]) => {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  return sql.unsafe(
    `insert into ${table} (${columns}) overriding system value
     select ${columns} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)]
  )
}

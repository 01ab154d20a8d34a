import { resolve } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { guest } from '@stoa/core'
import type { ConnectionTarget } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import { countOldDocuments, indexPosts, reindex } from '@stoa/search'
import { migrateDatabase } from '../../src/database.ts'
import type { Forum } from '../../src/forum.ts'
import { openForum } from '../open-forum.ts'
import { fillPosts } from './filling.ts'
import { measureClasses, type ClassStatistics } from './timing.ts'

const fillVersion = 2
const say = (text: string) => process.stderr.write(`${text}\n`)

export type Scale = {
  posts: number
  classes: ClassStatistics[]
  /** Bytes of the document table and of its indexes. */
  size: { table: number; indexes: number }
  /** Posts per second that a reindex does, while nothing searches. */
  reindexedPerSecond: number
}

type Filled = { version: number }

/**
 * Measures PostgreSQL search over `posts` generated posts, in a database that is kept for the next
 * run.
 */
export async function measureScale(posts: number): Promise<Scale> {
  const folder = resolve(`.stoa/bench-search-${posts}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const embedded = await startEmbedded({ dataDirectory: folder })
  try {
    await migrateDatabase(embedded.target)
    return await withBench(embedded.target, folder, async (forum) => {
      if (!(await filled(forum))) await fill(forum, posts)
      else if ((await countOldDocuments(forum.connection.db)) > 0) await renew(forum)
      const ctx = { ...forum.context(), actor: guest }
      const classes = await measureClasses(ctx, forum.connection)
      const size = await sizes(forum)
      return { posts, classes, size, reindexedPerSecond: await reindexing(forum) }
    })
  } finally {
    await embedded.stop()
  }
}

async function withBench<T>(
  database: ConnectionTarget,
  folder: string,
  work: (forum: Forum) => Promise<T>
): Promise<T> {
  const forum = await openForum({ database, folder, port: 3901 }, false)
  return work(forum).finally(() => forum.stop())
}

async function filled({ connection: { sql } }: Forum): Promise<Filled | undefined> {
  const [row] = await sql<
    { value: Filled }[]
  >`select value from settings where name = 'bench_search'`
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*) from users`
  if (row ? row.value.version !== fillVersion : count > 0)
    throw new Error(
      'Delete .stoa/bench-search-*: filling was interrupted, or is of another version.'
    )
  return row?.value
}

async function fill(forum: Forum, posts: number): Promise<Filled> {
  const { sql } = forum.connection
  await fillPosts(forum.connection, posts, (done) => say(`${done.toLocaleString('en')} posts`))
  await sql`analyze`
  await withoutIndexes(forum, () => buildDocuments(forum))
  await sql`vacuum analyze`
  const value = { version: fillVersion }
  await sql`insert into settings (name, value, updated_at)
    values ('bench_search', ${JSON.stringify(value)}::jsonb, ${new Date().toISOString()})`
  return value
}

/** Rebuilds the documents by this version. */
async function renew(forum: Forum) {
  await forum.connection.sql`truncate search_documents`
  await withoutIndexes(forum, () => buildDocuments(forum))
  await forum.connection.sql`vacuum analyze search_documents`
}

/** Builds indexes at the end, which takes a fifth of the time of row by row updates. */
async function withoutIndexes({ connection: { sql } }: Forum, work: () => Promise<unknown>) {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'search_documents' and indexdef like '% gin %'`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  await work()
  say('building indexes')
  await sql.begin(async (one) => {
    await one`set local maintenance_work_mem = '512MB'`
    for (const { definition } of indexes) await one.unsafe(definition)
  })
}

async function buildDocuments(forum: Forum) {
  let next = 0
  await reindex(forum.context(), (done) => {
    if (done < next) return
    say(`${done.toLocaleString('en')} posts indexed`)
    next += 50_000
  })
}

async function sizes({ connection: { sql } }: Forum) {
  const [row] = await sql<{ table: number; indexes: number }[]>`
    select pg_table_size('search_documents') as table,
      pg_indexes_size('search_documents') as indexes`
  return row ?? { table: 0, indexes: 0 }
}

const sample = 20_000

/** Reindexes a share of the posts, as `npm run stoa -- reindex` does with all of them. */
async function reindexing(forum: Forum): Promise<number> {
  const ctx = forum.context()
  const began = performance.now()
  const rows = await forum.connection.sql<{ id: number }[]>`
    select id from posts order by id desc limit ${sample}`
  for (let from = 0; from < rows.length; from += 500)
    await indexPosts(
      ctx,
      rows.slice(from, from + 500).map(({ id }) => id)
    )
  return rows.length / ((performance.now() - began) / 1000)
}

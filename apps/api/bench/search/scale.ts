import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { guest } from '@stoa/core'
import type { ConnectionTarget } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import {
  buildMeilisearch,
  done,
  indexPosts,
  type MeilisearchSettings,
  type Server
} from '@stoa/search'
import { migrateDatabase } from '../../src/database.ts'
import type { Forum } from '../../src/forum.ts'
import { openForum } from '../open-forum.ts'
import { ensureFilled } from './filled.ts'
import { measureClasses, type ClassStatistics } from './timing.ts'

export type Scale = {
  engine: string
  posts: number
  classes: ClassStatistics[]
  /** Bytes on disk, by part. */
  sizes: Record<string, number>
  /** Posts per second that are built anew, while nothing searches. */
  builtPerSecond: number
}

/**
 * Measures search over `posts` generated posts, in a database that is kept for the next run.
 * @param meili a server that is measured after PostgreSQL
 */
export async function measureScale(posts: number, meili?: MeilisearchSettings): Promise<Scale[]> {
  const folder = resolve(`.stoa/bench-search-${posts}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const embedded = await startEmbedded({ dataDirectory: folder })
  try {
    await migrateDatabase(embedded.target)
    const target = { database: embedded.target, folder, port: 3901 }
    const postgres = await withForum(target, async (forum) => {
      await ensureFilled(forum, posts)
      return { posts, ...(await measurePostgres(forum)) }
    })
    if (!meili) return [postgres]
    const measured = await withForum({ ...target, meili }, measureMeilisearch)
    return [postgres, { posts, ...measured }]
  } finally {
    await embedded.stop()
  }
}

type Target = {
  database: ConnectionTarget
  folder: string
  port: number
  meili?: MeilisearchSettings
}

async function withForum<T>(target: Target, work: (forum: Forum) => Promise<T>): Promise<T> {
  const forum = await openForum(target, false)
  return work(forum).finally(() => forum.stop())
}

type Measured = Omit<Scale, 'posts'>

const classesOf = (forum: Forum) =>
  measureClasses({ ...forum.context(), actor: guest }, forum.connection)

async function measurePostgres(forum: Forum): Promise<Measured> {
  const classes = await classesOf(forum)
  const [row] = await forum.connection.sql<{ table: number; indexes: number }[]>`
    select pg_table_size('search_documents') as table,
      pg_indexes_size('search_documents') as indexes`
  const sizes = { documents: row?.table ?? 0, 'their indexes': row?.indexes ?? 0 }
  return { engine: 'Postgres', classes, sizes, builtPerSecond: await reindexing(forum) }
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

/** Builds the index of all posts, searches it, and deletes it. */
async function measureMeilisearch(forum: Forum): Promise<Measured> {
  const { searchServer } = forum.ports
  if (!searchServer) throw new Error('no server')
  const before = await usedBy(searchServer)
  const began = performance.now()
  const count = (await buildMeilisearch(forum.context, searchServer, { reason: 'requested' })) ?? 0
  const builtPerSecond = count / ((performance.now() - began) / 1000)
  try {
    const classes = await classesOf(forum)
    const sizes = { index: (await usedBy(searchServer)) - before }
    return { engine: 'Meilisearch', classes, sizes, builtPerSecond }
  } finally {
    await done(searchServer, searchServer.writing.deleteIndex(searchServer.liveIndex))
  }
}

const usedBy = async ({ writing }: Server): Promise<number> =>
  (await writing.getStats()).usedDatabaseSize

import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { connect, type Connection, type ConnectionTarget } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import { postMails } from '@stoa/notifications/schema'
import { migrateDatabase } from '../src/database.ts'
import { freePort } from '../test/process/server.ts'
import { start } from './child.ts'
import { readFacts, type Facts } from './facts.ts'
import type { ForumScene } from './measurements.ts'
import { fill, fillVersion } from './fill.ts'
import { openForum } from './open-forum.ts'

const sessionCount = 3_000
export const port = await freePort()
export const say = (text: string) => void process.stderr.write(`${text}\n`)

/** What is filled beside posts, in a folder of its own. */
type Beside = { name: string; fill(connection: Connection): Promise<void> }

/** A folder with a database of so many posts, which is kept for the next run. */
export async function fillOnce(posts: number, beside?: Beside): Promise<string> {
  const folder = resolve(`.stoa/${beside?.name ?? 'bench'}${posts === 200_000 ? '' : `-${posts}`}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await withDatabase(folder, async (database) => {
    await migrateDatabase(database)
    const forum = await openForum({ database, folder, port }, false)
    try {
      if (await isFilled(forum.connection, folder)) return
      await fill(forum, { posts, threads: posts / 10 }, say, beside?.fill)
    } finally {
      await forum.stop()
    }
  })
  return folder
}

async function isFilled({ sql }: Connection, folder: string): Promise<boolean> {
  const [row] = await sql`select value from settings where name = 'bench'`
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*) from threads`
  if (row && row.value !== fillVersion)
    throw new Error(`Delete ${folder}: it was filled by an older version.`)
  if (!row && count > 0) throw new Error(`Delete ${folder}: filling it was interrupted.`)
  return row !== undefined
}

/** Runs the forum on the database of a folder. */
export const withForum = <T>(folder: string, work: (scene: ForumScene) => Promise<T>) =>
  withDatabase(folder, async (database) => {
    const connection = connect(database, { max: 1 })
    const facts = await prepared(connection).finally(() => connection.close())
    const target = { database, folder, port }
    const forum = await start('./forum-server.ts', { target, sessionCount })
    try {
      // Pending work of an earlier run would slow this one.
      await forum.usage()
      const sessionIds = (forum.facts.sessionIds ?? '').split(' ')
      return await work({ forum, origin: forum.origin, facts, sessionIds })
    } finally {
      await forum.stop()
    }
  })

/** Mails about the posts of an earlier run would leave while this one measures pages. */
async function prepared(connection: Connection): Promise<Facts> {
  await connection.db.update(postMails).set({ dueAt: null })
  return readFacts(connection)
}

async function withDatabase<T>(folder: string, work: (database: ConnectionTarget) => Promise<T>) {
  const embedded = await startEmbedded({ dataDirectory: folder })
  return work(embedded.target).finally(() => embedded.stop())
}

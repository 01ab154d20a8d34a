import { eq, sql } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { after, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { settings } from '@stoa/core/schema'
import { codeOf, ServerRefused } from './failures.ts'
import type { Position } from './positions.ts'
import type { Server } from './server.ts'
import { settingsVersion } from './settings.ts'

/** Why an index was built anew. */
export const buildReasons = [
  ...(['missing', 'settings', 'other_cluster', 'database_set_back', 'too_old'] as const),
  ...(['incomplete', 'requested'] as const)
] as const
export type BuildReason = (typeof buildReasons)[number]

/**
 * What an index says of itself. It is written in the same task as documents, so that an older copy
 * of the index tells how far it has followed.
 */
export type IndexState = Pick<Position, 'xid' | 'eventId' | 'builtUntil'> & {
  /** The forum that the index belongs to. */
  forum: string
  /** The database whose transaction ids `xid` is one of: its cluster, and which one it is there. */
  cluster: string
  /** Fingerprint of the settings that the index was made with. */
  settings: string
  builtAt: string
  reason: BuildReason
  /** When the state was written. */
  at: string
}

const kind = 'state'

/**
 * The document that holds the state. It has the id of no post, and no text. Like those of posts it
 * has several ids: an index that the server creates for it by itself cannot guess the primary key
 * and refuses it.
 */
export const stateDocument = (state: IndexState) => ({
  ...{ postId: 0, threadId: 0, authorId: 0, kind },
  state
})

type StateDocument = ReturnType<typeof stateDocument>

/** Reads the state of an index; undefined if there is no such index, or another program made it. */
export async function readState(server: Server, uid: string): Promise<IndexState | undefined> {
  const index = server.writing.index<StateDocument>(uid)
  try {
    const { results } = await index.getDocuments<StateDocument>({
      ids: [0],
      fields: ['state'],
      limit: 1
    })
    return results[0]?.state
  } catch (error) {
    if (codeOf(error) === 'index_not_found') return undefined
    throw error
  }
}

/**
 * Reads the state of the live index with the key that searches.
 * @throws errors of the client, also if the index was not made with our settings
 */
export async function searchState({ reading, liveIndex }: Server): Promise<IndexState | undefined> {
  const index = reading.index<StateDocument>(liveIndex)
  const { hits } = await index.search('', { filter: `kind = "${kind}"`, limit: 1 })
  return hits[0]?.state
}

/** Whether the index still finds, filters and sorts as its settings say. Asks with the writing key. */
export async function hasSettings({ writing, liveIndex }: Server): Promise<boolean> {
  try {
    const asked = { filter: `kind = "${kind}"`, sort: ['postId:desc'], limit: 1 }
    await writing.index(liveIndex).search('', asked)
    return true
  } catch (error) {
    // What else hinders a search is none of the settings, such as a key that may only write.
    return !/^invalid_search_(filter|sort)$/.test(codeOf(error) ?? '')
  }
}

const name = 'search_forum'

/** The id by which the forum recognises its indexes; undefined before the first build. */
export async function forumOf(db: Database): Promise<string | undefined> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name))
  return row?.value as string | undefined
}

/** @throws ServerRefused if the state of the live index is another forum's */
export async function refuseOthers(db: Database, { liveIndex }: Server, { forum }: IndexState) {
  if (forum !== (await forumOf(db)))
    throw new ServerRefused('other_forum', `${liveIndex} was made by another forum`)
}

// Events are deleted after thirty days.
const keptFor = 29 * 24 * 3600_000

/** Whether events since a time may be deleted already. */
export const isTooOld = (at: string, now: string): boolean => at < after(now, -keptFor)

/** The state of an index that is being built from `position` on. */
export async function newState(
  { db, now }: Context,
  { xid, eventId }: Pick<Position, 'xid' | 'eventId'>,
  reason: BuildReason
): Promise<IndexState> {
  const row = { name, value: randomUUID(), updatedAt: now }
  await db.insert(settings).values(row).onConflictDoNothing()
  const [forum, { cluster }] = await Promise.all([forumOf(db), readCluster(db)])
  return {
    ...{ forum: forum ?? row.value, cluster, settings: settingsVersion(), xid, eventId, reason },
    ...{ builtUntil: 0, builtAt: now, at: now }
  }
}

/**
 * The cluster of the database and its number there, which a restored or copied one does not share,
 * and the first transaction id that the cluster has not given out.
 */
export async function readCluster(db: Database): Promise<{ cluster: string; nextXid: string }> {
  const [row] = await db.execute<{ cluster: string; nextXid: string }>(sql`
    select system_identifier || '/' || oid as cluster,
      pg_snapshot_xmax(pg_current_snapshot())::text as "nextXid"
    from pg_control_system(), pg_database where datname = current_database()`)
  if (!row) throw new Error('PostgreSQL does not say which cluster it is')
  return row
}

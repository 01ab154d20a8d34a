import { eq, sql } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { settings } from '@stoa/core/schema'
import { codeOf } from './failures.ts'
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
  /** System identifier of the PostgreSQL cluster whose transaction ids `xid` is one of. */
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

const name = 'search_forum'

/** The id by which the forum recognises its indexes; undefined before the first build. */
export async function forumOf(db: Database): Promise<string | undefined> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name))
  return row?.value as string | undefined
}

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

/** The cluster of the database, and the first transaction id that it has not given out. */
export async function readCluster(db: Database): Promise<{ cluster: string; nextXid: string }> {
  const [row] = await db.execute<{ cluster: string; nextXid: string }>(sql`
    select system_identifier::text as cluster,
      pg_snapshot_xmax(pg_current_snapshot())::text as "nextXid"
    from pg_control_system()`)
  if (!row) throw new Error('PostgreSQL does not say which cluster it is')
  return row
}

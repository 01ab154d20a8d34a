import { and, isNotNull, like, lte } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { searchFollowers } from '../schema.ts'
import { codeOf } from './failures.ts'
import { done, type Server } from './server.ts'
import { indexSettings } from './settings.ts'
import { forumOf, readState } from './state.ts'

/** How the names of indexes begin that are being built, whatever their settings. */
export const namesOf = ({ prefix }: Server) => `${prefix}posts_`

/** Creates an empty index with its settings, and deletes those that are left of other builds. */
export async function prepare(db: Database, server: Server, uid: string) {
  await deleteLeft(db, server, uid)
  await create(server, uid)
  await done(server, server.writing.index(uid).updateSettings(indexSettings()))
}

/** Creates an index, unless it exists. */
export async function create(server: Server, uid: string) {
  try {
    await done(server, server.writing.createIndex(uid, { primaryKey: 'postId' }))
  } catch (error) {
    if (codeOf(error) !== 'index_already_exists') throw error
  }
}

/**
 * Deletes an index and those of this forum that no build is at work on. Other forums may have the
 * same prefix; an index that does not say whose it is may be theirs.
 */
async function deleteLeft(db: Database, server: Server, uid: string) {
  const { results } = await server.writing.getRawIndexes({ limit: 1000 })
  const forum = await forumOf(db)
  const rows = await db.select({ uid: searchFollowers.building }).from(searchFollowers)
  const building = new Set(rows.map((row) => row.uid))
  for (const left of results.filter((index) => index.uid.startsWith(namesOf(server)))) {
    const isLeft =
      left.uid === uid ||
      (!building.has(left.uid) && (await readState(server, left.uid))?.forum === forum)
    if (isLeft) await done(server, server.writing.deleteIndex(left.uid))
  }
}

const abandonedAfter = 600_000

/** Deletes builds on which no node, of whatever version, has worked for ten minutes. */
export async function deleteAbandoned({ db, now }: Context, server: Server): Promise<void> {
  const isAbandoned = lte(searchFollowers.updatedAt, after(now, -abandonedAfter))
  const rows = await db
    .delete(searchFollowers)
    .where(
      and(
        like(searchFollowers.engine, 'building %'),
        isNotNull(searchFollowers.building),
        isAbandoned
      )
    )
    .returning({ uid: searchFollowers.building })
  for (const { uid } of rows) if (uid) await deleteIndex(server, uid)
}

async function deleteIndex(server: Server, uid: string) {
  try {
    await done(server, server.writing.deleteIndex(uid))
  } catch (error) {
    if (codeOf(error) !== 'index_not_found') throw error
  }
}

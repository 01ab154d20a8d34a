import { setTimeout as wait } from 'node:timers/promises'
import { and, lte, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { posts } from '@stoa/threads/tables'
import { isKept } from '../documents.ts'
import { failureOf, ServerRefused, type Failure } from './failures.ts'
import { followingFailure } from './following-failure.ts'
import { buildingName, findPosition, isCurrent, liveName, type Place } from './positions.ts'
import { answersWithin, checkVersion, type Server } from './server.ts'
import { forumOf, readState, searchState, type BuildReason } from './state.ts'

/** How far an index is behind: events, and seconds since the first of them. */
export type Lag = { events: number; seconds: number }

/** What an operator wants to know about a search server. */
export type ServerStatus = {
  /** Null: the key may not ask for it. */
  version: string | null
  /** Posts in the index. */
  posts: number
  /** What all indexes of the server take on its disk, in bytes. */
  bytes: number
  builtAt: string
  buildReason: BuildReason
  /** Milliseconds that the last small tasks took, their median; null if there was none. */
  writeTime: number | null
}

/** Either what works or what does not; what the database knows is always there. */
export type SearchStatus = {
  /** Whether a key that can only search is set. */
  hasSearchKey: boolean
  /** Null: there is no index that may be searched. */
  lag: Lag | null
  /** Posts in the index that is being built, of all. */
  building: { done: number; total: number } | null
  server: ServerStatus | null
  failure: Failure | null
  /** What hindered the last round of a follower, on whichever node it ran. */
  followingFailure: Failure | null
}

type At = Pick<Context, 'db' | 'now'>

/** Asks server and database. Errors that are none of the server are thrown. */
export async function searchStatus(at: At, server: Server): Promise<SearchStatus> {
  const { db } = at
  const { hasSearchKey } = server
  const known = { hasSearchKey, ...(await searchProgress(at)), building: await progressOf(db) }
  try {
    return {
      ...known,
      server: await inTime(serverStatus(db, { ...server, writing: server.asking })),
      failure: null
    }
  } catch (error) {
    const failure = failureOf(error)
    if (!failure) throw error
    return { ...known, server: null, failure }
  }
}

/** @throws ServerRefused if there is no answer within two seconds: a page waits for it */
const inTime = <T>(answer: Promise<T>): Promise<T> =>
  Promise.race([
    answer,
    wait(answersWithin, undefined, { ref: false }).then(() => {
      throw new ServerRefused('slow', `no answer in ${answersWithin} ms`)
    })
  ])

type SearchProgress = Pick<SearchStatus, 'lag' | 'followingFailure'>

/** How far the index is behind, and what hinders that it follows: what the database knows. */
export async function searchProgress(at: At): Promise<SearchProgress> {
  const position = await findPosition(at.db, liveName())
  const lag = position ? await lagOf(at.db, position, at.now) : null
  return { lag, followingFailure: await followingFailure(at) }
}

/** Why the index may not answer now, if it may not. */
export async function lateness({ db, now }: At): Promise<'no_index' | 'behind' | undefined> {
  if (await isCurrent(db, now)) return undefined
  return (await findPosition(db, liveName())) ? 'behind' : 'no_index'
}

async function lagOf(db: Database, { xid, eventId }: Place, now: string): Promise<Lag> {
  const [row] = await db.execute<Lag>(sql`
    select count(*)::int as events,
      coalesce(extract(epoch from ${now}::timestamptz - min(created_at)), 0)::float as seconds
    from events where (xid, id) > (${xid}::xid8, ${eventId}::bigint)`)
  return row ?? { events: 0, seconds: 0 }
}

async function progressOf(db: Database): Promise<SearchStatus['building']> {
  const building = await findPosition(db, buildingName())
  if (!building) return null
  const done = await db.$count(posts, and(isKept, lte(posts.id, building.builtUntil ?? 0)))
  return { done, total: await db.$count(posts, isKept) }
}

async function serverStatus(db: Database, server: Server): Promise<ServerStatus> {
  const version = (await checkVersion(server)) ?? null
  const state = await readState(server, server.liveIndex)
  if (!state) throw new ServerRefused('index_missing', server.liveIndex)
  if (state.forum !== (await forumOf(db))) throw new ServerRefused('other_forum', server.liveIndex)
  await searchState(server)
  const { numberOfDocuments } = await server.writing.index(server.liveIndex).getStats()
  const { databaseSize } = await server.writing.getStats()
  const { builtAt, reason: buildReason } = state
  const writeTime = await writeTimeOf(server)
  // One document is that of the state.
  const posts = numberOfDocuments - 1
  return { version, posts, bytes: databaseSize, builtAt, buildReason, writeTime }
}

const smallTask = 10

async function writeTimeOf({ writing, liveIndex }: Server): Promise<number | null> {
  const { results } = await writing.tasks.getTasks({
    indexUids: [liveIndex],
    types: ['documentAdditionOrUpdate'],
    statuses: ['succeeded'],
    limit: 20
  })
  const times = results
    .filter(({ details }) => (details?.receivedDocuments ?? Infinity) <= smallTask)
    .map(({ startedAt, finishedAt }) => Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? ''))
    .sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? null
}

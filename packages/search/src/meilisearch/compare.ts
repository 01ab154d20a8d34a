import { sql } from 'drizzle-orm'
import type { Context, Ports } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { ServerRefused } from './failures.ts'
import {
  deletePosition,
  findPosition,
  liveName,
  putLive,
  type Place,
  type Position
} from './positions.ts'
import type { Server } from './server.ts'
import { settingsVersion } from './settings.ts'
import {
  hasSettings,
  isTooOld,
  readCluster,
  readState,
  refuseOthers,
  searchState
} from './state.ts'
import type { BuildReason, IndexState } from './state.ts'

/** When this process last saw that the live index was its own. */
export type Witness = { seenAt?: string }

/**
 * Compares what the live index says of itself with what the database says of it. If the index is
 * behind, as an older copy is, its position is set back. An index that is not to be used loses its
 * position, so that PostgreSQL answers.
 * @returns why the index must be built anew, if it must
 * @throws ServerRefused if the index is another forum's, or another process took it; errors of the
 * client
 */
export async function compare(
  ctx: Context,
  server: Server,
  witness: Witness
): Promise<BuildReason | undefined> {
  const { db, now } = ctx
  // The position is read first: the index is then never behind it for being followed meanwhile.
  const position = await findPosition(db, liveName())
  try {
    const state = await readState(server, server.liveIndex)
    const reason = await reasonToBuild(ctx, server, { state, position }, witness)
    if (reason && position) await deletePosition(db, liveName())
    if (reason || !state) return reason
    if (!position || (await hasMissed(ctx, state, position))) await putLive(db, state, now)
    witness.seenAt = now
    return undefined
  } catch (error) {
    if (error instanceof ServerRefused) await deletePosition(db, liveName())
    throw error
  }
}

type Compared = { state?: IndexState; position?: Position }

async function reasonToBuild(
  { db, now }: Context,
  server: Server,
  { state, position }: Compared,
  { seenAt }: Witness
): Promise<BuildReason | undefined> {
  if (!state) return 'missing'
  await refuseOthers(db, server, state)
  const { cluster, nextXid } = await readCluster(db)
  const isOfOther = state.cluster !== cluster || state.settings !== settingsVersion()
  if (isOfOther && seenAt !== undefined && state.at > seenAt)
    throw new ServerRefused(
      'taken',
      `${server.liveIndex} was built by another process at ${state.at}`
    )
  if (state.settings !== settingsVersion() || !(await hasSettings(server))) return 'settings'
  if (state.cluster !== cluster) return 'other_cluster'
  if (isTooOld(state.at, now)) return 'too_old'
  if (BigInt(state.xid) > BigInt(nextXid)) return 'database_set_back'
  return (await knows(db, state, position)) ? undefined : 'database_set_back'
}

/**
 * Whether what an index has followed is in the database: its last event or, before the first one,
 * that it was built. A database that was set back to a copy has neither.
 */
async function knows(db: Database, { xid, eventId }: Place, position?: Place): Promise<boolean> {
  if (eventId === 0) return position !== undefined && BigInt(position.xid) >= BigInt(xid)
  const rows = await db.execute(
    sql`select 1 from events where xid = ${xid}::xid8 and id = ${eventId}::bigint`
  )
  return rows.length > 0
}

type Reacting = { db: Database; ports: Pick<Ports, 'searchReactionTo'> }

/** Whether an event that search follows lies between two places. */
async function hasMissed({ db, ports }: Reacting, from: Place, to: Place): Promise<boolean> {
  const rows = await db.execute<{ type: string }>(sql`
    select distinct type from events
    where (xid, id) > (${from.xid}::xid8, ${from.eventId}::bigint)
    and (xid, id) <= (${to.xid}::xid8, ${to.eventId}::bigint)`)
  return rows.some(({ type }) => ports.searchReactionTo(type) !== undefined)
}

/**
 * Whether the live index may answer again after a failure: it is the one that the database means,
 * and has followed as far. Reads it with the key that searches.
 * @throws errors of the client
 */
export async function hasRecovered(at: Reacting, server: Server): Promise<boolean> {
  const position = await findPosition(at.db, liveName())
  const state = await searchState(server)
  if (!position || state?.settings !== settingsVersion()) return false
  const { cluster } = await readCluster(at.db)
  return state.cluster === cluster && !(await hasMissed(at, state, position))
}

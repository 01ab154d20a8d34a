import { and, asc, desc, eq, notInArray, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { decodeCursor, encodeCursor, everyRow, rowBatchSize, timeKey } from '@stoa/core/data'
import type { OwnSecurityEvent, FoldedSecurityEvent } from './contract.ts'
import { kindsOfWork } from './kinds.ts'
import { securityEvents } from '../schema.ts'

const pageSize = 30
/** Events read for a page; a longer run continues on the next one. */
const maxEvents = 500

const { id, createdAt, kind, subjectId } = securityEvents

/**
 * Lists events about the actor's account, the latest first. Failures in a row are folded into one.
 * @throws Problem 422 `invalid_cursor`
 */
export async function listOwnSecurityEvents(ctx: Context, cursor?: string) {
  const last = cursor === undefined ? undefined : decodeCursor(cursor, timeKey)
  const behind = last && sql`(${createdAt}, ${id}) < (${last[0]}, ${last[1]})`
  const rows = await select(ctx, ctx.actor.id, behind)
    .orderBy(desc(createdAt), desc(id))
    .limit(maxEvents + 1)
  const events = rows.slice(0, maxEvents).map((row) => toOwnEvent(row, ctx.actor.id))
  const runs = foldedRuns(events).slice(0, pageSize)
  const end = runs.flat().at(-1)
  const isLast = end === undefined || end.id === rows.at(-1)?.id
  return {
    items: runs.flatMap(foldedEvent),
    next: isLast ? null : encodeCursor([end.createdAt, end.id])
  }
}

/** All events about the account of a user, the oldest first, read while they are iterated. */
export async function* ownSecurityEvents(ctx: Context, userId: number) {
  const rows = everyRow<Row>((last) => {
    const behind = last && sql`(${createdAt}, ${id}) > (${last.createdAt}, ${last.id})`
    return select(ctx, userId, behind).orderBy(asc(createdAt), asc(id)).limit(rowBatchSize)
  })
  for await (const row of rows) yield toOwnEvent(row, userId)
}

type Row = typeof securityEvents.$inferSelect

const select = ({ db }: Context, userId: number, condition: SQL | undefined) =>
  db
    .select()
    .from(securityEvents)
    .where(and(eq(subjectId, userId), notInArray(kind, [...kindsOfWork]), condition))

/** Leaves out name and place of acting staff, as the public moderation log does. */
function toOwnEvent(row: Row, userId: number): OwnSecurityEvent {
  const by = whoDid(row, userId)
  const { id, createdAt, kind } = row
  const { browser, network } = by === 'staff' ? { browser: '', network: null } : row
  return { id, createdAt, kind, by, browser, network, reason: reasonOf(row) }
}

/** That of a look-up is a note of the desk, about everybody whom it found. */
function reasonOf({ kind, details }: Row): string | null {
  if (kind === 'look.fact_lookup' || typeof details.reason !== 'string') return null
  return details.reason
}

function whoDid({ actorId, network }: Row, userId: number): OwnSecurityEvent['by'] {
  if (actorId === userId) return 'oneself'
  if (actorId > 0) return 'staff'
  return network === null ? 'server' : 'nobody'
}

/** Events as shown, each run of equal ones that nobody signed in did as one list. */
function foldedRuns(events: OwnSecurityEvent[]): OwnSecurityEvent[][] {
  const runs: OwnSecurityEvent[][] = []
  for (const event of events) {
    const run = runs.at(-1)
    if (run?.[0] && isRepeated(run[0], event)) run.push(event)
    else runs.push([event])
  }
  return runs
}

const isRepeated = (one: OwnSecurityEvent, other: OwnSecurityEvent) =>
  one.by === 'nobody' && other.by === 'nobody' && one.kind === other.kind

/** A run, the latest event first, as one item. */
const foldedEvent = (run: OwnSecurityEvent[]): FoldedSecurityEvent[] =>
  run.slice(0, 1).map((latest) => ({
    ...latest,
    count: run.length,
    firstAt: run.at(-1)?.createdAt ?? latest.createdAt,
    networkCount: new Set(run.map(({ network }) => network)).size
  }))

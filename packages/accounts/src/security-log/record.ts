import { sql } from 'drizzle-orm'
import { afterCommit, type Context } from '@stoa/core'
import { shortenedNetwork } from '@stoa/core/limits'
import { ownerId } from '../account/account.ts'
import { browserFamily } from '../sessions/user-agent.ts'
import { seal } from '../secrets.ts'
import type { SecurityEventKind } from './kinds.ts'
import {
  securityEventAddresses,
  securityEvents,
  unknownSignIns,
  type SecurityEventDetails
} from '../schema.ts'

type Recorded = {
  /** The owner of the account concerned, if there is one. */
  subjectId?: number
  /** Defaults to the signed-in user, confirmed or not. 0 is nobody. */
  actorId?: number
  /** Ids and listed choices. Never typed text, except the reviewed reason of a PII access. */
  details?: SecurityEventDetails
}

/**
 * Adds an event to the security log, in the transaction of `ctx` if there is one, and to the
 * server's log after the commit. One statement.
 */
export async function recordSecurityEvent(
  ctx: Context,
  kind: SecurityEventKind,
  { subjectId, actorId = ownerId(ctx), details = {} }: Recorded = {}
): Promise<void> {
  const { now, origin, actor } = ctx
  const known = actor.token ? { ...details, byTokenId: actor.token.id } : details
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    with event as (
      insert into ${securityEvents} (created_at, kind, actor_id, subject_id, browser, network, details)
      values (${now}, ${kind}, ${actorId}, ${subjectId ?? null}::bigint,
        ${browserFamily(origin?.userAgent ?? '')}, ${networkOf(ctx)}, ${JSON.stringify(known)}::jsonb)
      returning id),
    address as (
      insert into ${securityEventAddresses} (event_id, sealed, created_at)
      select id, sealed, ${now}::timestamptz from event, (select ${sealedAddress(ctx)}::text as sealed) given
      where sealed is not null)
    select id from event`)
  const line = { eventId: row?.id ?? 0, kind, actorId, subjectId }
  afterCommit(ctx, () => ctx.ports.logSecurityEvent(line))
}

type OfSubject = { subjectId: number; details: SecurityEventDetails }

/** Adds an event for each account that a task of the server changed. One statement. */
export async function recordForEach(
  ctx: Context,
  kind: SecurityEventKind,
  events: readonly OfSubject[]
): Promise<void> {
  if (events.length === 0) return
  const given = { createdAt: ctx.now, kind, actorId: 0, browser: '', network: null }
  const { id: eventId, subjectId } = securityEvents
  const rows = await ctx.db
    .insert(securityEvents)
    .values(events.map((event) => ({ ...given, ...event })))
    .returning({ eventId, subjectId })
  const lines = rows.map((row) => ({ kind, actorId: 0, ...row, subjectId: row.subjectId ?? 0 }))
  afterCommit(ctx, () => lines.forEach((line) => ctx.ports.logSecurityEvent(line)))
}

/**
 * Counts a failed sign-in or reset for an unknown name, by minute and network, without storing the
 * name. It runs one statement, as `recordSecurityEvent` does for a known name.
 */
export async function countUnknownSignIn(ctx: Context): Promise<void> {
  const minute = `${ctx.now.slice(0, 16)}:00.000Z`
  await ctx.db
    .insert(unknownSignIns)
    .values({ minute, network: networkOf(ctx) ?? '', count: 1 })
    .onConflictDoUpdate({
      target: [unknownSignIns.minute, unknownSignIns.network],
      set: { count: sql`${unknownSignIns.count} + 1` }
    })
}

const networkOf = ({ origin }: Context) => (origin ? shortenedNetwork(origin.address) : null)

/** The purpose and owner under which an address of this time is encrypted. */
export const sealedUnder = (createdAt: string) => ['security-log', `event:${createdAt}`] as const

const sealedAddress = ({ origin, ports, now }: Context) =>
  origin ? seal(ports, ...sealedUnder(now), origin.address) : null

import { lt, sql, and, inArray, lte, ne } from 'drizzle-orm'
import type { Cleaner, Context } from '@stoa/core'
import { cappedAt, countLimit } from '@stoa/core/data'
import { securityEventAddresses, securityEvents, unknownSignIns, sessions } from '../schema.ts'

/** Creates the partitions of the coming months. A daily task calls it. */
export async function maintainSecurityLog({ db, now }: Context): Promise<void> {
  await db.execute(sql`select maintain_security_events(${now})`)
}

/**
 * Removes whole months of the security log. No entry of them can be removed otherwise, and none that
 * is younger than a year by the server's clock.
 */
export const securityLogCleaner: Cleaner = {
  async count({ db }, before) {
    const old = db
      .select({ one: sql`1` })
      .from(securityEvents)
      .where(lt(securityEvents.createdAt, `${before.slice(0, 7)}-01T00:00:00.000Z`))
      .limit(countLimit + 1)
    const count = await db.$count(old.as('old'))
    return cappedAt({ security_events: count })
  },
  async remove({ db }, before) {
    const [row] = await db.execute<{ count: number }>(
      sql`select drop_security_events(${before})::int as count`
    )
    return { removed: { security_events: row?.count ?? 0 }, done: true }
  }
}

/**
 * Turns the counts of failed sign-ins with unknown names into one event per minute and network. A
 * task calls it every minute.
 */
export async function recordUnknownSignIns(ctx: Context): Promise<void> {
  const thisMinute = `${ctx.now.slice(0, 16)}:00.000Z`
  const rows = await ctx.db.execute<{ id: number }>(sql`
    with over as (delete from ${unknownSignIns} where minute < ${thisMinute} returning *)
    insert into ${securityEvents} (created_at, kind, actor_id, browser, network, details)
    select minute, 'sign_in.unknown_names', 0, '', nullif(network, ''),
      jsonb_build_object('count', count)
    from over order by minute, network returning id`)
  for (const { id: eventId } of rows)
    ctx.ports.logSecurityEvent({ eventId, kind: 'sign_in.unknown_names', actorId: 0 })
}

const batchSize = 1000

const oldSessions = (before: string) =>
  and(ne(sessions.address, ''), lte(sessions.createdAt, before))
const oldAddresses = (before: string) => lte(securityEventAddresses.createdAt, before)

/** Removes full network addresses: of sessions, which go on without, and of the security log. */
export const addressCleaner: Cleaner = {
  async count({ db }, before) {
    const one = { one: sql`1` }
    const most = countLimit + 1
    const session = db.select(one).from(sessions).where(oldSessions(before)).limit(most)
    const log = db.select(one).from(securityEventAddresses).where(oldAddresses(before)).limit(most)
    return cappedAt({
      session_addresses: await db.$count(session.as('old')),
      log_addresses: await db.$count(log.as('old'))
    })
  },
  async remove({ db }, before) {
    const ofSessions = db
      .select({ hash: sessions.hash })
      .from(sessions)
      .where(oldSessions(before))
      .limit(batchSize)
      .for('update', { skipLocked: true })
    const blanked = await db
      .update(sessions)
      .set({ address: '' })
      .where(inArray(sessions.hash, ofSessions))
    const { eventId } = securityEventAddresses
    const ofLog = db
      .select({ eventId })
      .from(securityEventAddresses)
      .where(oldAddresses(before))
      .limit(batchSize)
    const deleted = await db.delete(securityEventAddresses).where(inArray(eventId, ofLog))
    const removed = { session_addresses: blanked.count, log_addresses: deleted.count }
    return { removed, done: Math.max(blanked.count, deleted.count) < batchSize }
  }
}

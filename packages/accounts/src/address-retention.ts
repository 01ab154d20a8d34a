import { and, inArray, lte, ne, sql } from 'drizzle-orm'
import type { Cleaner } from '@stoa/core'
import { cappedAt, countLimit } from '@stoa/core/data'
import { securityEventAddresses, sessions } from './schema.ts'

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

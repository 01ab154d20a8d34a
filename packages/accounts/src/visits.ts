import { eq } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Account } from './account.ts'
import { contribute } from './contributions.ts'
import { sessions, users } from './schema.ts'

const minute = 60_000

/** Notes at most once a minute that a session is in use, and the day of the visit, for trust. */
export async function noteUse(
  { db, now }: Pick<Context, 'db' | 'now'>,
  hash: string,
  lastUsedAt: string,
  { id, emailVerifiedAt }: Pick<Account, 'id' | 'emailVerifiedAt'>
): Promise<void> {
  if (lastUsedAt > after(now, -minute)) return
  await db.update(sessions).set({ lastUsedAt: now }).where(eq(sessions.hash, hash))
  if (!emailVerifiedAt) return
  await db.update(users).set({ lastSeenAt: now }).where(eq(users.id, id))
  await contribute({ db, now }, { userId: id, kind: 'day_visited', ref: dayOf(now) })
}

/** The day of a time as the number yyyymmdd, UTC. */
export const dayOf = (time: string) => Number(time.slice(0, 10).replaceAll('-', ''))

import { eq } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Account } from './account.ts'
import { contribute } from './contributions.ts'
import { sessions, users } from './schema.ts'

type Parts = Pick<Context, 'db' | 'now'>

const minute = 60_000

/** Records the use of a session at most once a minute, and the day of the visit for trust. */
export async function recordUse(
  parts: Parts,
  hash: string,
  lastUsedAt: string,
  { id, emailVerifiedAt }: Pick<Account, 'id' | 'emailVerifiedAt'>
): Promise<void> {
  const { db, now } = parts
  if (lastUsedAt > after(now, -minute)) return
  await db.update(sessions).set({ lastUsedAt: now }).where(eq(sessions.hash, hash))
  if (emailVerifiedAt) await recordVisit(parts, id)
}

/** Records that a user is here, and counts the day towards their trust. */
export async function recordVisit({ db, now }: Parts, userId: number): Promise<void> {
  await db.update(users).set({ lastSeenAt: now }).where(eq(users.id, userId))
  await contribute({ db, now }, { userId, kind: 'day_visited', ref: dayOf(now) })
}

/** The UTC day of a time as the number yyyymmdd. */
const dayOf = (time: string) => Number(time.slice(0, 10).replaceAll('-', ''))

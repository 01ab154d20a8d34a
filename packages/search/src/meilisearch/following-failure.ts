import { and, eq, gt } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { failureOf, type Failure } from './failures.ts'

type At = Pick<Context, 'db' | 'now'>

const name = 'search_following_failure'

// A failing follower tries again, and stores it again, before that. One that has died does not.
const holdsFor = 10 * 60_000

/**
 * Stores what hinders the follower, for nodes and commands that do not follow themselves. Errors
 * that are none of the server are not stored.
 */
export async function storeFollowingFailure({ db, now }: At, error: unknown): Promise<void> {
  const value = failureOf(error)
  if (!value) return
  const row = { value, updatedAt: now }
  const target = settings.name
  await db
    .insert(settings)
    .values({ name, ...row })
    .onConflictDoUpdate({ target, set: row })
}

/** Forgets the failure: a round succeeded. */
export const deleteFollowingFailure = async ({ db }: At): Promise<void> =>
  void (await db.delete(settings).where(eq(settings.name, name)))

/** What hindered the last round of a follower; null if nothing did, or none has run lately. */
export async function followingFailure({ db, now }: At): Promise<Failure | null> {
  const isRecent = gt(settings.updatedAt, after(now, -holdsFor))
  const [row] = await db
    .select()
    .from(settings)
    .where(and(eq(settings.name, name), isRecent))
  return (row?.value as Failure | undefined) ?? null
}

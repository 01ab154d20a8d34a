import { eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Duties } from '../../roles/powers.ts'
import { claimGrants } from '../../schema.ts'
import type { Recorded } from './grants.ts'

type Db = Pick<Context, 'db'>

/** The part of somebody's duties that claims gave. */
export async function recordedOf({ db }: Db, userId: number): Promise<Recorded | undefined> {
  const [found] = await db.select().from(claimGrants).where(eq(claimGrants.userId, userId))
  return found
}

/** Replaces what is recorded. */
export async function saveRecorded(
  { db }: Db,
  userId: number,
  given: Recorded | undefined
): Promise<void> {
  if (!given) return void (await db.delete(claimGrants).where(eq(claimGrants.userId, userId)))
  await db
    .insert(claimGrants)
    .values({ userId, ...given })
    .onConflictDoUpdate({ target: claimGrants.userId, set: given })
}

/** Clears that claims gave what somebody no longer holds: given again by people, it is theirs. */
export async function clearLost({ db }: Db, userId: number, held: Duties): Promise<void> {
  const { role, capabilities, deskTopics } = claimGrants
  const kept = (column: typeof capabilities | typeof deskTopics, of: readonly string[]) =>
    sql<never>`array(select unnest(${column}) intersect select unnest(${sql.param(of)}::text[]))`
  await db
    .update(claimGrants)
    .set({
      role: sql<never>`case when ${role} = ${held.role} then ${role} end`,
      capabilities: kept(capabilities, held.capabilities),
      deskTopics: kept(deskTopics, held.deskTopics)
    })
    .where(eq(claimGrants.userId, userId))
}

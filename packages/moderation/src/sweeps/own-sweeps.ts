import { and, count, desc, eq, gt, isNull, max, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { undoable } from '../own-acts.ts'
import { actions, sweeps } from '../schema.ts'

/**
 * The actor's sweeps in force that were active in the last ten minutes, with the number of posts
 * hidden; `createdAt` is the time of the last batch.
 */
export function ownSweeps({ db, actor, now }: Context) {
  const last = sql<string>`coalesce(${max(actions.createdAt)}, ${sweeps.createdAt})`
  return db
    .select({
      id: sweeps.id,
      createdAt: last.mapWith(sweeps.createdAt),
      username: users.username,
      count: count(actions.id)
    })
    .from(sweeps)
    .innerJoin(users, eq(users.id, sweeps.userId))
    .leftJoin(actions, and(eq(actions.sweepId, sweeps.id), eq(actions.kind, 'hidden')))
    .where(and(eq(sweeps.byId, actor.id), isNull(sweeps.undoneAt)))
    .groupBy(sweeps.id, users.username)
    .having(gt(last, after(now, -undoable)))
    .orderBy(desc(sweeps.id))
}

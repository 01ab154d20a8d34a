import { and, count, desc, eq, gt, isNull } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { undoable } from '../own-acts.ts'
import { actions, sweeps } from '../schema.ts'

/** The sweeps of the actor in the last ten minutes that stand, with how many posts each has hidden. */
export const ownSweeps = ({ db, actor, now }: Context) =>
  db
    .select({
      id: sweeps.id,
      createdAt: sweeps.createdAt,
      username: users.username,
      count: count(actions.id)
    })
    .from(sweeps)
    .innerJoin(users, eq(users.id, sweeps.userId))
    .leftJoin(actions, and(eq(actions.sweepId, sweeps.id), eq(actions.kind, 'hidden')))
    .where(
      and(
        eq(sweeps.byId, actor.id),
        isNull(sweeps.undoneAt),
        gt(sweeps.createdAt, after(now, -undoable))
      )
    )
    .groupBy(sweeps.id, users.username)
    .orderBy(desc(sweeps.id))

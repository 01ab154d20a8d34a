import { sql } from 'drizzle-orm'
import { actions, sweeps } from '../schema.ts'

/** Column of a sweep: the time of its last batch, from which on it can be undone for a day. */
export const lastBatch = sql<string>`coalesce((select max(${actions.createdAt}) from ${actions}
  where ${actions.sweepId} = "sweeps"."id" and ${actions.kind} = 'hidden'),
  ${sweeps.createdAt})`.mapWith(sweeps.createdAt)

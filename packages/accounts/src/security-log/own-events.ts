import { and, asc, eq, sql } from 'drizzle-orm'
import { everyRow, rowsAtOnce, type Context } from '@stoa/core'
import { securityEvents } from './schema.ts'

const { id, createdAt, kind, actorId, subjectId, browser, network } = securityEvents

/** What members read of an event about their account: not who of the staff acted. */
const ownColumns = (userId: number) => ({
  id,
  createdAt,
  kind,
  /** Whether they did it themselves; null: nobody was signed in. */
  byOneself: sql<boolean | null>`case ${actorId} when 0 then null else ${actorId} = ${userId} end`,
  // Where staff or a command acted is not theirs to know.
  browser: sql<string>`case when ${actorId} in (0, ${userId}) then ${browser} else '' end`,
  network: sql<string | null>`case when ${actorId} in (0, ${userId}) then ${network} end`,
  reason: sql<string | null>`${securityEvents.details} ->> 'reason'`
})

type OwnEvent = { id: number; createdAt: string }

/** Every event about the account of a user, the oldest first, read while it is iterated. */
export const ownSecurityEvents = ({ db }: Context, userId: number) =>
  everyRow<OwnEvent>((last) =>
    db
      .select(ownColumns(userId))
      .from(securityEvents)
      .where(
        and(
          eq(subjectId, userId),
          last && sql`(${createdAt}, ${id}) > (${last.createdAt}, ${last.id})`
        )
      )
      .orderBy(asc(createdAt), asc(id))
      .limit(rowsAtOnce)
  )

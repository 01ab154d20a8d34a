import { and, eq, gt, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { events } from '@stoa/core/schema'
import { dayBefore } from './lists.ts'
import type { trustedEntries } from './schema.ts'

type Entry = Pick<typeof trustedEntries.$inferSelect, 'addedById' | 'removedById'>

/** Who wants the present change of an entry: its removal, else itself. */
export const wantedBy = ({ addedById, removedById }: Entry) => removedById ?? addedById

/**
 * Whether the actor was given their role within the last day, and so confirms nothing: whoever has
 * taken over one account could make a second person of another.
 */
export async function hasRoleOfToday({ db, actor, now }: Context): Promise<boolean> {
  const own = sql`${events.payload} ->> 'userId' = ${String(actor.id)}`
  const given = and(eq(events.type, 'user.role_changed'), own, gt(events.createdAt, dayBefore(now)))
  return (await db.$count(events, given)) > 0
}

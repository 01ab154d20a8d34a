import { and, inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { visibleAnnouncements } from './policy.ts'
import { announcements } from './schema.ts'

/** Returns whether announcements that the actor may read ended or were withdrawn, by id. */
export async function announcementStates(
  { db, actor }: Context,
  ids: readonly number[]
): Promise<Map<number, boolean>> {
  if (ids.length === 0) return new Map()
  const { id, state } = announcements
  const rows = await db
    .select({ id, state })
    .from(announcements)
    .where(and(inArray(id, [...ids]), visibleAnnouncements(actor)))
  return new Map(rows.map((row) => [row.id, row.state === 'expired' || row.state === 'withdrawn']))
}

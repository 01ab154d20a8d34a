import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { threadMarks } from '@stoa/threads/schema'
import { announcements } from './schema.ts'

/** How an announcement stands, as marks on threads say it: its phase, or whether it holds. */
const present = sql`case when ${announcements.state} = 'published'
  then coalesce(${announcements.phase}, 'active') else ${announcements.state} end`

/** How the announcement stands, for a mark that is written now. */
export const stateOf = (id: number) =>
  sql<string>`(select ${present} from ${announcements} where ${announcements.id} = ${id})`

/** Tells every linked thread how the announcement stands now. */
export async function markThreads({ db }: Context, id: number): Promise<void> {
  await db
    .update(threadMarks)
    .set({ state: stateOf(id) })
    .where(and(eq(threadMarks.kind, 'announcement'), eq(threadMarks.ref, String(id))))
}

/** Ids of the threads that an announcement is linked to. */
export async function linkedThreadIds({ db }: Context, id: number): Promise<number[]> {
  const rows = await db
    .select({ threadId: threadMarks.threadId })
    .from(threadMarks)
    .where(and(eq(threadMarks.kind, 'announcement'), eq(threadMarks.ref, String(id))))
  return rows.map(({ threadId }) => threadId)
}

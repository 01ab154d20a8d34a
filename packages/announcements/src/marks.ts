import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { updateMarks } from '@stoa/threads'
import { threadMarks } from '@stoa/threads/tables'
import { announcements } from './schema.ts'

/** State of an announcement in thread marks: its phase, or whether it is current. */
const present = sql`case when ${announcements.state} = 'published'
  then coalesce(${announcements.phase}, 'active') else ${announcements.state} end`

/** Expression for the state of an announcement in a new mark. */
export const stateOf = (id: number) =>
  sql<string>`(select ${present} from ${announcements} where ${announcements.id} = ${id})`

/** Names an announcement as the source of marks. */
export const sourceOf = (id: number) => ({ kind: 'announcement' as const, ref: String(id) })

/** Updates the marks of all linked threads. */
export const markThreads = (ctx: Context, id: number): Promise<void> =>
  updateMarks(ctx, sourceOf(id), stateOf(id))

/** Ids of the threads linked to an announcement. */
export async function linkedThreadIds({ db }: Context, id: number): Promise<number[]> {
  const rows = await db
    .select({ threadId: threadMarks.threadId })
    .from(threadMarks)
    .where(and(eq(threadMarks.kind, 'announcement'), eq(threadMarks.ref, String(id))))
  return rows.map(({ threadId }) => threadId)
}

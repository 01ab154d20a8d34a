import { and, eq, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { threadMarks } from '../schema.ts'

/** The source of the mark on threads, such as the announcement 7. Its package computes the state. */
type Source = { kind: 'announcement' | 'escalation'; ref: string }
type Mark = Source & { state: string | SQL<string>; since: string }

const ofSource = ({ kind, ref }: Source) =>
  and(eq(threadMarks.kind, kind), eq(threadMarks.ref, ref))

/** Puts a mark on a thread. @returns false if it has one of this source already */
export async function addMark({ db }: Context, threadId: number, mark: Mark): Promise<boolean> {
  const added = await db
    .insert(threadMarks)
    .values({ threadId, ...mark })
    .onConflictDoNothing()
    .returning({ threadId: threadMarks.threadId })
  return added.length > 0
}

/** Puts a mark on a thread, or replaces state and time of the one it has. */
export async function putMark({ db }: Context, threadId: number, mark: Mark): Promise<void> {
  const { state, since } = mark
  await db
    .insert(threadMarks)
    .values({ threadId, ...mark })
    .onConflictDoUpdate({
      target: [threadMarks.threadId, threadMarks.kind, threadMarks.ref],
      set: { state, since }
    })
}

/** Changes the state on all threads with a mark of this source. */
export async function updateMarks(
  { db }: Context,
  source: Source,
  state: Mark['state']
): Promise<void> {
  await db.update(threadMarks).set({ state }).where(ofSource(source))
}

/** Removes a mark from a thread. @returns false if it has none of this source */
export async function removeMark(
  { db }: Context,
  threadId: number,
  source: Source
): Promise<boolean> {
  const removed = await db
    .delete(threadMarks)
    .where(and(eq(threadMarks.threadId, threadId), ofSource(source)))
    .returning({ threadId: threadMarks.threadId })
  return removed.length > 0
}

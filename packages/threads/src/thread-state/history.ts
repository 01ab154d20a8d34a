import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { roleIn } from '../visibility.ts'
import { threadHistory } from '../schema.ts'

type Kind = (typeof threadHistory.$inferSelect)['kind']
type ThreadIds = { id: number; categoryId: number }

/**
 * Adds a line to the public history between the posts: the act and the actor's role.
 * @param detail shown to all readers, so it must not contain what some of them may not know
 */
export async function addThreadHistory(
  { db, actor, now }: Context,
  thread: ThreadIds,
  kind: Kind,
  detail: Record<string, string | number> = {}
): Promise<void> {
  await db.insert(threadHistory).values({
    threadId: thread.id,
    kind,
    afterNumber: sql`(select highest_number from threads where id = ${thread.id})`,
    actorRole: roleIn(actor, thread.categoryId),
    detail,
    createdAt: now
  })
}

/** Removes the history line of one act, found by its time, after the act was undone. */
export async function removeHistory({ db }: Context, threadId: number, kind: Kind, at: string) {
  const { createdAt } = threadHistory
  const isOfThread = eq(threadHistory.threadId, threadId)
  await db
    .delete(threadHistory)
    .where(and(isOfThread, eq(threadHistory.kind, kind), eq(createdAt, at)))
}

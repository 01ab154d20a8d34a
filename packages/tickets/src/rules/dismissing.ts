import { and, eq } from 'drizzle-orm'
import { notFound, transaction, type Context } from '@stoa/core'
import { visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import { dismissedSuggestions } from './schema.ts'

/**
 * Dismisses the suggestion of a thread, for everybody.
 * @throws Problem 404
 */
export async function dismissSuggestion(ctx: Context, threadId: number): Promise<void> {
  await checkVisible(ctx, threadId)
  const { actor, now } = ctx
  await transaction(ctx, async ({ db }) => {
    await db
      .insert(dismissedSuggestions)
      .values({ threadId, dismissedById: actor.id, createdAt: now })
      .onConflictDoNothing()
  })
}

/** Undoes a dismissal. @throws Problem 404 */
export async function suggestAgain(ctx: Context, threadId: number): Promise<void> {
  await checkVisible(ctx, threadId)
  await transaction(ctx, async ({ db }) => {
    await db.delete(dismissedSuggestions).where(eq(dismissedSuggestions.threadId, threadId))
  })
}

async function checkVisible({ db, actor }: Context, threadId: number) {
  const found = await db.$count(threads, and(eq(threads.id, threadId), visibleThreads(actor)))
  if (found === 0) throw notFound()
}

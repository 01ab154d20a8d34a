import { and, eq } from 'drizzle-orm'
import { forbidden, type Context } from '@stoa/core'
import type { FoundThread } from '../finding.ts'
import { can } from '../policy.ts'
import { threadMarks } from '../schema.ts'

/**
 * Checks that the actor may change a thread as a whole: title, tags, language, category, merging,
 * splitting, closing.
 * @throws Problem 403 `staff_only_thread` for volunteers if staff have answered or a ticket is open
 */
export async function checkMayRestructure(ctx: Context, thread: FoundThread): Promise<void> {
  if (!(await mayRestructure(ctx, thread))) throw forbidden('staff_only_thread')
}

/** Whether the actor may change the thread as a whole. */
export async function mayRestructure(ctx: Context, thread: FoundThread): Promise<boolean> {
  const { id, categoryId, officialCount } = thread
  const escalated = await isEscalated(ctx, id)
  return can.restructure(ctx.actor, { categoryId, officialCount, escalated })
}

async function isEscalated({ db }: Context, threadId: number): Promise<boolean> {
  const rows = await db
    .select({ ref: threadMarks.ref })
    .from(threadMarks)
    .where(and(eq(threadMarks.threadId, threadId), eq(threadMarks.kind, 'escalation')))
  return rows.length > 0
}

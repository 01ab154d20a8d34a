import { and, eq, lte } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { nextReminder } from './phase.ts'
import { announcements } from './schema.ts'

const timed = {
  id: announcements.id,
  basis: announcements.basis,
  phase: announcements.phase,
  startsAt: announcements.startsAt,
  endsAt: announcements.endsAt,
  changedAt: announcements.changedAt
}

/** Sets the time of the writer's next reminder. The row is locked. */
export async function scheduleReminder({ db, now }: Context, id: number): Promise<void> {
  const isIt = eq(announcements.id, id)
  const [row] = await db.select(timed).from(announcements).where(isIt)
  if (!row) return
  await db
    .update(announcements)
    .set({ remindAt: nextReminder(row, now) })
    .where(isIt)
}

/**
 * Emits reminders that are due. Pages that show the phase are invalidated by the same event. Safe
 * on several nodes.
 */
export async function remindDue(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const isDue = and(eq(announcements.state, 'published'), lte(announcements.remindAt, ctx.now))
    const rows = await ctx.db
      .select(timed)
      .from(announcements)
      .where(isDue)
      .for('update', { skipLocked: true })
    for (const row of rows) await remind(ctx, row)
  })
}

async function remind(ctx: Context, row: Parameters<typeof nextReminder>[0] & { id: number }) {
  const remindAt = nextReminder(row, ctx.now)
  await ctx.db.update(announcements).set({ remindAt }).where(eq(announcements.id, row.id))
  if (remindAt !== null) await emit(ctx, 'announcement.reminder_due', { announcementId: row.id })
}

/** Returns the author of an announcement to remind; undefined once it is over. */
export async function writerToRemind({ db }: Context, id: number): Promise<number | undefined> {
  const goesOn = and(eq(announcements.id, id), eq(announcements.state, 'published'))
  const [row] = await db
    .select({ authorId: announcements.authorId })
    .from(announcements)
    .where(goesOn)
  return row?.authorId
}

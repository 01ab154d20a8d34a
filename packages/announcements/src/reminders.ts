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

/** Sets when the writer of an announcement is next asked how it goes on; its row is locked. */
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
 * Asks how announcements go on that have reached their time. Pages that show how far they have come
 * are made anew by the same event. Safe on any number of nodes at once.
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

/** Who wrote an announcement that somebody should say more about; undefined once it is over. */
export async function writerToRemind({ db }: Context, id: number): Promise<number | undefined> {
  const goesOn = and(eq(announcements.id, id), eq(announcements.state, 'published'))
  const [row] = await db
    .select({ authorId: announcements.authorId })
    .from(announcements)
    .where(goesOn)
  return row?.authorId
}

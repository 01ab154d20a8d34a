import { and, eq, lte } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { notifyDue } from './due.ts'
import { recordExpired } from './expiry.ts'
import { remindDue } from './reminders.ts'
import { publishDue } from './publish.ts'
import { announcements } from './schema.ts'

/**
 * Timed task for announcements: publishes, expires, notifies followers and reminds writers. It is
 * safe on several nodes: each row is locked and processed only while it is due.
 */
export async function followClock(ctx: Context): Promise<void> {
  await publishDue(ctx)
  await expireDue(ctx)
  await notifyDue(ctx)
  await remindDue(ctx)
}

async function expireDue(ctx: Context) {
  await transaction(ctx, async (ctx) => {
    const ended = await ctx.db
      .update(announcements)
      .set({ state: 'expired' })
      .where(and(eq(announcements.state, 'published'), lte(announcements.expiresAt, ctx.now)))
      .returning({ id: announcements.id })
    for (const { id } of ended) await recordExpired(ctx, id)
  })
}

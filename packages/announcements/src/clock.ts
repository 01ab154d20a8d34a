import { and, eq, lte } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { renderVersion } from './content.ts'
import { notifyDue } from './due.ts'
import { recordExpired } from './expiry.ts'
import { remindDue } from './reminders.ts'
import { lockAnnouncement } from './policy.ts'
import { goLive } from './publishing.ts'
import { readRevision } from './revisions.ts'
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

async function publishDue(ctx: Context) {
  const due = and(eq(announcements.state, 'scheduled'), lte(announcements.publishAt, ctx.now))
  const rows = await ctx.db.select({ id: announcements.id }).from(announcements).where(due)
  for (const { id } of rows)
    await transaction(ctx, async (ctx) => {
      const found = await lockAnnouncement(ctx, id)
      if (found.state !== 'scheduled' || (found.publishAt ?? ctx.now) > ctx.now) return
      const content = await readRevision(ctx, id, found.revision)
      await goLive(ctx, found, await renderVersion(ctx, content), 'clear')
    })
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

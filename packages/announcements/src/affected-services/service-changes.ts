import { eq, max } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewTexts } from '@stoa/accounts/text-review'
import { checkUnchanged, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { keyOf } from '@stoa/core/languages'
import type { serviceChange, serviceInput } from './contract.ts'
import { announcementServices } from './schema.ts'

/**
 * Adds a service at the end of the list. The caller is an admin.
 * @throws Problem 409 `service_taken`, 422 without a name in the forum's default language, and as
 * `ports.safety.review`
 */
export async function addService(ctx: Context, input: z.output<typeof serviceInput>) {
  const { names, key = keyOf('service', names) } = input
  await ctx.ports.safety.review(ctx, { path: 'key', text: key })
  await reviewTexts(ctx, 'names', names)
  return transaction(ctx, async (ctx) => {
    const [last] = await ctx.db
      .select({ position: max(announcementServices.position) })
      .from(announcementServices)
    const added = await ctx.db
      .insert(announcementServices)
      .values({ key, names, position: (last?.position ?? 0) + 1, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ key: announcementServices.key })
    if (added.length === 0) throw conflict('service_taken')
    await record(ctx, key, 'added')
    return { key }
  })
}

/**
 * Renames a service. Announcements keep its key, so that they show the new name. The caller is an
 * admin.
 * @throws Problem 404, 409 as `checkUnchanged`, 422 as `addService`
 */
export async function changeService(
  ctx: Context,
  key: string,
  { names, revision }: z.output<typeof serviceChange>
) {
  await reviewTexts(ctx, 'names', names)
  await transaction(ctx, async (ctx) => {
    const isIt = eq(announcementServices.key, key)
    const [found] = await ctx.db.select().from(announcementServices).where(isIt).for('update')
    if (found) checkUnchanged(revision, { names: found.names }, { names })
    await update(ctx, key, { names })
    await record(ctx, key, 'changed')
  })
}

/** Archives a service or restores it. The caller is an admin. @throws Problem 404 */
export async function setServiceArchived(ctx: Context, key: string, archived: boolean) {
  await transaction(ctx, async (ctx) => {
    await update(ctx, key, { archivedAt: archived ? ctx.now : null })
    await record(ctx, key, archived ? 'archived' : 'restored')
  })
}

async function update(
  { db }: Context,
  key: string,
  change: Partial<typeof announcementServices.$inferInsert>
): Promise<void> {
  const changed = await db
    .update(announcementServices)
    .set(change)
    .where(eq(announcementServices.key, key))
    .returning({ key: announcementServices.key })
  if (changed.length === 0) throw notFound()
}

async function record(
  ctx: Context,
  key: string,
  change: 'added' | 'changed' | 'archived' | 'restored'
) {
  const details = { setting: 'service', key, change }
  await recordSecurityEvent(ctx, 'setting.changed', { details })
  await emit(ctx, 'announcement.services_changed', {})
}

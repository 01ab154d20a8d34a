import { eq, isNull, max } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewTexts } from '@stoa/accounts/text-review'
import { checkUnchanged, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import type { serviceChange, serviceInput } from './contract.ts'
import { announcementServices } from './schema.ts'

/**
 * Adds a service at the end of the list. The caller is an admin.
 * @throws Problem 409 `service_taken`, 422 without a name in the forum's default language, and as
 * `ports.safety.review`
 */
export async function addService(ctx: Context, input: z.output<typeof serviceInput>) {
  await ctx.ports.safety.review(ctx, { path: 'key', text: input.key })
  await reviewTexts(ctx, 'names', input.names)
  await transaction(ctx, async (ctx) => {
    const [last] = await ctx.db
      .select({ position: max(announcementServices.position) })
      .from(announcementServices)
    const added = await ctx.db
      .insert(announcementServices)
      .values({ ...input, position: (last?.position ?? 0) + 1, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ key: announcementServices.key })
    if (added.length === 0) throw conflict('service_taken')
    await record(ctx, input.key, 'added')
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

/**
 * Puts the services in another order. The caller is an admin.
 * @throws Problem 409 `service_list_changed` unless the keys are those of all services that are not
 * archived
 */
export async function orderServices(ctx: Context, keys: string[]) {
  await transaction(ctx, async (ctx) => {
    const shown = await ctx.db
      .select({ key: announcementServices.key })
      .from(announcementServices)
      .where(isNull(announcementServices.archivedAt))
      .for('update')
    const isSame = shown.length === keys.length && shown.every(({ key }) => keys.includes(key))
    if (!isSame) throw conflict('service_list_changed')
    for (const [index, key] of keys.entries())
      await ctx.db
        .update(announcementServices)
        .set({ position: index + 1 })
        .where(eq(announcementServices.key, key))
    await emit(ctx, 'announcement.services_changed', {})
  })
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

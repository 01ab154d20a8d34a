import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewTexts } from '@stoa/accounts/text-review'
import { checkUnchanged, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { keyOf } from '@stoa/core/languages'
import type { typeChange, typeInput } from './endpoints/types-contract.ts'
import { isBuiltIn } from './types.ts'
import { announcementFollowings, announcementTypes, announcementRevisions } from './schema.ts'

type Input = z.output<typeof typeInput>
type Change = z.output<typeof typeChange>

/**
 * Adds a type of announcements. The caller is an admin.
 * @throws Problem 409 `announcement_type_taken`, 422 as `ports.safety.review`
 */
export async function addType(ctx: Context, input: Input): Promise<{ key: string }> {
  await reviewNames(ctx, input)
  const { names, basis, key = keyOf('type', names) } = input
  if (isBuiltIn(key)) throw conflict('announcement_type_taken')
  return transaction(ctx, async (ctx) => {
    const added = await ctx.db
      .insert(announcementTypes)
      .values({ key, names, basis, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ key: announcementTypes.key })
    if (added.length === 0) throw conflict('announcement_type_taken')
    await record(ctx, key, 'added')
    await emit(ctx, 'announcement.types_changed', {})
    return { key }
  })
}

/**
 * Renames a type or restores a removed one. Its basis cannot change, because announcements followed
 * its rules. The caller is an admin.
 * @throws Problem 404, also for built-in types; 409 as `checkUnchanged`; 422 as
 * `ports.safety.review`
 */
export async function changeType(ctx: Context, key: string, change: Change): Promise<void> {
  await reviewNames(ctx, change)
  const { names, offered, revision } = change
  await transaction(ctx, async (ctx) => {
    const isIt = eq(announcementTypes.key, key)
    const [found] = await ctx.db.select().from(announcementTypes).where(isIt).for('update')
    if (!found) throw notFound()
    checkUnchanged(revision, { names: found.names }, change)
    const set = { key, ...(names && { names }), ...(offered && { removedAt: null }) }
    await ctx.db.update(announcementTypes).set(set).where(isIt)
    await record(ctx, key, 'changed')
    await emit(ctx, 'announcement.types_changed', {})
  })
}

const record = (ctx: Context, key: string, change: 'added' | 'changed' | 'removed') =>
  recordSecurityEvent(ctx, 'setting.changed', {
    details: { setting: 'announcement_type', key, change }
  })

async function reviewNames(ctx: Context, { names, ...input }: Input | Change) {
  if ('key' in input && input.key)
    await ctx.ports.safety.review(ctx, { path: 'key', text: input.key })
  await reviewTexts(ctx, 'names', names)
}

/**
 * Removes a type: new announcements cannot have it. A used type is kept for the names and followers
 * of its announcements; an unused one is deleted. The caller is an admin.
 * @throws Problem 404, also for built-in types
 */
export async function removeType(ctx: Context, key: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { db, now } = ctx
    const ofIt = eq(announcementTypes.key, key)
    const [found] = await db.select().from(announcementTypes).where(ofIt).for('update')
    if (!found) throw notFound()
    if (await wasUsed(ctx, key)) {
      await db
        .update(announcementTypes)
        .set({ removedAt: found.removedAt ?? now })
        .where(ofIt)
    } else {
      await db.delete(announcementFollowings).where(eq(announcementFollowings.type, key))
      await db.delete(announcementTypes).where(ofIt)
    }
    await record(ctx, key, 'removed')
    await emit(ctx, 'announcement.types_changed', {})
  })
}

// Drafts and earlier versions count, because they are shown too.
async function wasUsed({ db }: Context, key: string): Promise<boolean> {
  const ofIt = sql`${announcementRevisions.content} ->> 'type' = ${key}`
  const rows = await db
    .select({ id: announcementRevisions.id })
    .from(announcementRevisions)
    .where(ofIt)
    .limit(1)
  return rows.length > 0
}

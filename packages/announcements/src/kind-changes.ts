import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import type { kindChange, kindInput } from './contract.ts'
import { isBuiltIn } from './kinds.ts'
import { announcementFollowings, announcementKinds, announcementRevisions } from './schema.ts'

type Input = z.output<typeof kindInput>
type Change = z.output<typeof kindChange>

/**
 * Adds a kind of announcements. The caller is an admin.
 * @throws Problem 409 `announcement_kind_taken`, 422 as `ports.review`
 */
export async function addKind(ctx: Context, input: Input): Promise<void> {
  await reviewNames(ctx, input)
  if (isBuiltIn(input.key)) throw conflict('announcement_kind_taken')
  await transaction(ctx, async (ctx) => {
    const added = await ctx.db
      .insert(announcementKinds)
      .values({ ...input, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ key: announcementKinds.key })
    if (added.length === 0) throw conflict('announcement_kind_taken')
    await record(ctx, input.key, 'added')
    await emit(ctx, 'announcement.kinds_changed', {})
  })
}

/**
 * Renames a kind or restores a removed one. Its basis cannot change, because announcements followed
 * its rules. The caller is an admin.
 * @throws Problem 404, also for built-in kinds; 422 as `ports.review`
 */
export async function changeKind(ctx: Context, key: string, change: Change): Promise<void> {
  await reviewNames(ctx, change)
  const { names, offered } = change
  await transaction(ctx, async (ctx) => {
    const changed = await ctx.db
      .update(announcementKinds)
      .set({ key, ...(names && { names }), ...(offered && { removedAt: null }) })
      .where(eq(announcementKinds.key, key))
      .returning({ key: announcementKinds.key })
    if (changed.length === 0) throw notFound()
    await record(ctx, key, 'changed')
    await emit(ctx, 'announcement.kinds_changed', {})
  })
}

const record = (ctx: Context, key: string, change: 'added' | 'changed' | 'removed') =>
  recordSecurityEvent(ctx, 'setting.changed', {
    details: { setting: 'announcement_type', key, change }
  })

async function reviewNames(ctx: Context, { names, ...input }: Input | Change) {
  if ('key' in input) await ctx.ports.review(ctx, { path: 'key', text: input.key })
  for (const [locale, text] of Object.entries(names ?? {}))
    await ctx.ports.review(ctx, { path: `names.${locale}`, text })
}

/**
 * Removes a kind: new announcements cannot have it. A used kind is kept for the names and followers
 * of its announcements; an unused one is deleted. The caller is an admin.
 * @throws Problem 404, also for built-in kinds
 */
export async function removeKind(ctx: Context, key: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { db, now } = ctx
    const ofIt = eq(announcementKinds.key, key)
    const [found] = await db.select().from(announcementKinds).where(ofIt).for('update')
    if (!found) throw notFound()
    if (await wasUsed(ctx, key)) {
      await db
        .update(announcementKinds)
        .set({ removedAt: found.removedAt ?? now })
        .where(ofIt)
    } else {
      await db.delete(announcementFollowings).where(eq(announcementFollowings.kind, key))
      await db.delete(announcementKinds).where(ofIt)
    }
    await record(ctx, key, 'removed')
    await emit(ctx, 'announcement.kinds_changed', {})
  })
}

// Drafts and earlier versions count, because they are shown too.
async function wasUsed({ db }: Context, key: string): Promise<boolean> {
  const ofIt = sql`${announcementRevisions.content} ->> 'kind' = ${key}`
  const rows = await db
    .select({ id: announcementRevisions.id })
    .from(announcementRevisions)
    .where(ofIt)
    .limit(1)
  return rows.length > 0
}

import { eq } from 'drizzle-orm'
import { checkUnchanged, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { recordSecurityEvent } from '../security-log/record.ts'
import { reviewTexts } from '../text-review.ts'
import { stopPowersOfGroup } from './category-power.ts'
import { groupInvitations, groupMembers, groups } from '../schema.ts'

type Input = { name: TextByLocale; revision?: string }

/** Creates a group without members. The caller is an admin. @throws Problem as `reviewTexts` */
export async function createGroup(ctx: Context, { name }: Input): Promise<{ id: number }> {
  await reviewTexts(ctx, 'name', name)
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(groups)
      .values({ name, createdById: ctx.actor.id, createdAt: ctx.now })
      .returning({ id: groups.id })
    if (!row) throw new Error('No group was inserted.')
    await recordAndEmit(ctx, 'group.created', row.id)
    return row
  })
}

/**
 * Renames a group. The caller is an admin.
 * @throws Problem 404; 409 as `checkUnchanged`; as `reviewTexts`
 */
export async function renameGroup(
  ctx: Context,
  id: number,
  { name, revision }: Input
): Promise<void> {
  await reviewTexts(ctx, 'name', name)
  await transaction(ctx, async (ctx) => {
    const [found] = await ctx.db.select().from(groups).where(eq(groups.id, id)).for('update')
    if (!found) throw notFound()
    checkUnchanged(revision, { name: found.name }, { name })
    await ctx.db.update(groups).set({ name }).where(eq(groups.id, id))
    await recordAndEmit(ctx, 'group.renamed', id)
  })
}

/**
 * Deletes a group with its memberships. The caller is an admin.
 * @throws Problem 404; 409 `group_in_use` with the names of the categories, articles and sections
 * that need it
 */
export async function deleteGroup(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await stopPowersOfGroup(ctx, id)
    const [group] = await ctx.db.select().from(groups).where(eq(groups.id, id)).for('update')
    if (!group) throw notFound()
    const uses = await ctx.ports.threads.categoriesOfGroup(ctx, id)
    const categories = Object.values(uses).flatMap((used) => used.map(({ name }) => name))
    const articles = await ctx.ports.articles.articlesOfGroup(ctx, id)
    const names = [...new Set([...categories, ...articles])]
    if (names.length > 0) throw conflict('group_in_use', { places: names.join(' · ') })
    await ctx.db.delete(groupInvitations).where(eq(groupInvitations.groupId, id))
    await ctx.db.delete(groupMembers).where(eq(groupMembers.groupId, id))
    await ctx.db.delete(groups).where(eq(groups.id, id))
    await recordAndEmit(ctx, 'group.deleted', id)
  })
}

async function recordAndEmit(
  ctx: Context,
  kind: 'group.created' | 'group.renamed' | 'group.deleted',
  groupId: number
) {
  await recordSecurityEvent(ctx, kind, { details: { groupId } })
  await emit(ctx, 'group.changed', { groupId })
}

import { and, eq, or } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { emit, invalid, notFound, transaction, type Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import type { Database } from '@stoa/core/database'
import { users } from '@stoa/accounts/tables'
import { categories, categoryModeration, categoryModerators } from './schema.ts'

/**
 * Returns the ids of the categories a user moderates, by appointment or as a member of a group,
 * sub-categories included.
 */
export async function moderatedCategories(db: Database, userId: number): Promise<number[]> {
  const rows = await db
    .selectDistinct({ id: categories.id })
    .from(categoryModeration)
    .innerJoin(
      categories,
      or(
        eq(categories.id, categoryModeration.categoryId),
        eq(categories.parentId, categoryModeration.categoryId)
      )
    )
    .where(eq(categoryModeration.userId, userId))
  return rows.map(({ id }) => id)
}

/**
 * Appoints a volunteer as moderator of a category and its sub-categories. The caller is an admin.
 * @throws Problem 404 for an unknown category or user, 422 for a user who is not a volunteer
 */
export async function appointModerator(ctx: Context, categoryId: number, username: string) {
  const user = await findUser(ctx, username)
  if (user.role !== 'volunteer') throw invalid('username', 'threads_moderator_no_volunteer')
  await checkCategory(ctx, categoryId)
  await transaction(ctx, async (inside) => {
    const added = await inside.db
      .insert(categoryModerators)
      .values({ categoryId, userId: user.id, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning()
    if (added.length > 0) await recordAndEmit(inside, 'moderator.appointed', categoryId, user.id)
  })
}

/**
 * Removes a moderator from a category. The caller is an admin.
 * @throws Problem 404 for an unknown user, or a user who does not moderate the category
 */
export async function removeModerator(ctx: Context, categoryId: number, username: string) {
  const user = await findUser(ctx, username)
  await transaction(ctx, async (inside) => {
    const removed = await inside.db
      .delete(categoryModerators)
      .where(
        and(eq(categoryModerators.categoryId, categoryId), eq(categoryModerators.userId, user.id))
      )
      .returning()
    if (removed.length === 0) throw notFound()
    await recordAndEmit(inside, 'moderator.removed', categoryId, user.id)
  })
}

/** Removes the actor as moderator from every category they were appointed to. */
export async function leaveCategories(ctx: Context): Promise<void> {
  const { id: userId } = ctx.actor
  await transaction(ctx, async (ctx) => {
    const left = await ctx.db
      .delete(categoryModerators)
      .where(eq(categoryModerators.userId, userId))
      .returning({ categoryId: categoryModerators.categoryId })
    for (const { categoryId } of left)
      await recordAndEmit(ctx, 'moderator.removed', categoryId, userId)
  })
}

async function recordAndEmit(
  ctx: Context,
  type: 'moderator.appointed' | 'moderator.removed',
  categoryId: number,
  userId: number
) {
  const change = type === 'moderator.appointed' ? 'given' : 'taken'
  const details = { categoryId, change }
  await recordSecurityEvent(ctx, 'category.moderators_changed', { subjectId: userId, details })
  await emit(ctx, type, { categoryId, userId })
  await emit(ctx, 'actor.changed', { userId })
}

/**
 * Lists the usernames of moderators appointed to this category itself, not to its parent. It fills
 * the admin's form.
 */
export async function listModerators(ctx: Context, categoryId: number) {
  await checkCategory(ctx, categoryId)
  const items = await ctx.db
    .select({ username: users.username })
    .from(categoryModerators)
    .innerJoin(users, eq(users.id, categoryModerators.userId))
    .where(eq(categoryModerators.categoryId, categoryId))
    .orderBy(users.usernameKey)
  return { items }
}

async function checkCategory({ db }: Context, id: number) {
  const rows = await db.select().from(categories).where(eq(categories.id, id))
  if (rows.length === 0) throw notFound()
}

async function findUser({ db }: Context, username: string) {
  const [user] = await db
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(eq(users.usernameKey, usernameKey(username)))
  if (!user) throw notFound()
  return user
}

import { and, eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { findThread } from '../find.ts'
import { visibleCategories } from '../visibility.ts'
import { authorize } from '../policy.ts'
import { categories, categoryFollowings, threadFollowings } from '../schema.ts'

type Level = 'following' | 'muted'

/**
 * Follows or mutes a thread for the actor and replaces their previous choice.
 * @throws Problem 404, 403 `suspended`
 */
export async function follow(ctx: Context, threadId: number, level: Level): Promise<void> {
  await findThread(ctx, threadId)
  authorize.follow(ctx.actor)
  await ctx.db
    .insert(threadFollowings)
    .values({ threadId, userId: ctx.actor.id, level, createdAt: ctx.now })
    .onConflictDoUpdate({
      target: [threadFollowings.threadId, threadFollowings.userId],
      set: { level }
    })
}

/** Ends following or muting a thread, even if the actor can no longer read it. */
export async function unfollow({ db, actor }: Context, threadId: number): Promise<void> {
  await db
    .delete(threadFollowings)
    .where(and(eq(threadFollowings.threadId, threadId), eq(threadFollowings.userId, actor.id)))
}

/** Follows or mutes a category for the actor. @throws Problem 404, 403 `suspended` */
export async function followCategory(ctx: Context, categoryId: number, level: Level) {
  const [category] = await ctx.db
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.id, categoryId), visibleCategories(ctx.actor)))
  if (!category) throw notFound()
  authorize.follow(ctx.actor)
  await ctx.db
    .insert(categoryFollowings)
    .values({ categoryId, userId: ctx.actor.id, level, createdAt: ctx.now })
    .onConflictDoUpdate({
      target: [categoryFollowings.categoryId, categoryFollowings.userId],
      set: { level }
    })
}

/** Ends following or muting a category. */
export async function unfollowCategory({ db, actor }: Context, categoryId: number) {
  await db
    .delete(categoryFollowings)
    .where(
      and(eq(categoryFollowings.categoryId, categoryId), eq(categoryFollowings.userId, actor.id))
    )
}

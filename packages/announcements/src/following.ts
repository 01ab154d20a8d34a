import { and, eq } from 'drizzle-orm'
import { notFound, transaction, type Context } from '@stoa/core'
import { knownType } from './types.ts'
import { authorize } from './policy.ts'
import { announcementFollowings } from './schema.ts'

/** Follows a type for the actor. @throws Problem 404, 403 `suspended` */
export async function followType(ctx: Context, type: string): Promise<void> {
  authorize.follow(ctx.actor)
  if (!(await knownType(ctx, type))) throw notFound()
  await transaction(ctx, ({ db, actor, now }) =>
    db
      .insert(announcementFollowings)
      .values({ type, userId: actor.id, createdAt: now })
      .onConflictDoNothing()
  )
}

/** Unfollows a type for the actor. */
export async function unfollowType(ctx: Context, type: string): Promise<void> {
  await transaction(ctx, ({ db, actor }) =>
    db
      .delete(announcementFollowings)
      .where(
        and(eq(announcementFollowings.type, type), eq(announcementFollowings.userId, actor.id))
      )
  )
}

/** Types that the actor follows. */
export async function followedBy({ db, actor }: Context): Promise<string[]> {
  if (actor.id === 0) return []
  const rows = await db
    .select({ type: announcementFollowings.type })
    .from(announcementFollowings)
    .where(eq(announcementFollowings.userId, actor.id))
  return rows.map(({ type }) => type)
}

/** Ids of the users who follow a type. */
export async function followersOf({ db }: Context, type: string): Promise<number[]> {
  const rows = await db
    .select({ userId: announcementFollowings.userId })
    .from(announcementFollowings)
    .where(eq(announcementFollowings.type, type))
  return rows.map(({ userId }) => userId)
}

import { and, eq } from 'drizzle-orm'
import { notFound, transaction, type Context } from '@stoa/core'
import { knownKind } from './kinds.ts'
import { authorize } from './policy.ts'
import { announcementFollowings } from './schema.ts'

/** Follows a kind for the actor. @throws Problem 404, 403 `suspended` */
export async function followKind(ctx: Context, kind: string): Promise<void> {
  authorize.follow(ctx.actor)
  if (!(await knownKind(ctx, kind))) throw notFound()
  await transaction(ctx, ({ db, actor, now }) =>
    db
      .insert(announcementFollowings)
      .values({ kind, userId: actor.id, createdAt: now })
      .onConflictDoNothing()
  )
}

/** Unfollows a kind for the actor. */
export async function unfollowKind(ctx: Context, kind: string): Promise<void> {
  await transaction(ctx, ({ db, actor }) =>
    db
      .delete(announcementFollowings)
      .where(
        and(eq(announcementFollowings.kind, kind), eq(announcementFollowings.userId, actor.id))
      )
  )
}

/** Kinds that the actor follows. */
export async function followedBy({ db, actor }: Context): Promise<string[]> {
  if (actor.id === 0) return []
  const rows = await db
    .select({ kind: announcementFollowings.kind })
    .from(announcementFollowings)
    .where(eq(announcementFollowings.userId, actor.id))
  return rows.map(({ kind }) => kind)
}

/** Ids of the users who follow a kind. */
export async function followersOf({ db }: Context, kind: string): Promise<number[]> {
  const rows = await db
    .select({ userId: announcementFollowings.userId })
    .from(announcementFollowings)
    .where(eq(announcementFollowings.kind, kind))
  return rows.map(({ userId }) => userId)
}

import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { authorize } from '../policy.ts'
import { findTag } from './finding.ts'
import { tagFollowings } from './schema.ts'

/** Follows a tag: the actor is notified of new threads with it. @throws Problem 404, 403 `suspended` */
export async function followTag(ctx: Context, tag: string): Promise<void> {
  await findTag(ctx, tag)
  authorize.follow(ctx.actor)
  await ctx.db
    .insert(tagFollowings)
    .values({ tag, userId: ctx.actor.id, createdAt: ctx.now })
    .onConflictDoNothing()
}

/** Ends following a tag, even if the actor sees no thread with it any more. */
export async function unfollowTag({ db, actor }: Context, tag: string): Promise<void> {
  await db
    .delete(tagFollowings)
    .where(and(eq(tagFollowings.tag, tag), eq(tagFollowings.userId, actor.id)))
}

/** Lists the tags that the actor follows. */
export async function listFollowedTags({ db, actor }: Context): Promise<{ items: string[] }> {
  const rows = await db
    .select({ tag: tagFollowings.tag })
    .from(tagFollowings)
    .where(eq(tagFollowings.userId, actor.id))
    .orderBy(asc(tagFollowings.tag))
  return { items: rows.map(({ tag }) => tag) }
}

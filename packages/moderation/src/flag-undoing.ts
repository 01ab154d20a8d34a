import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { flagAgain } from '@stoa/threads/moderating'
import { posts } from '@stoa/threads/tables'
import { isPhishingText } from '@stoa/safety'

/** Flags a public post again, after a moderator had approved it. @throws Problem as `flagAgain` */
export async function undoFlagDecision(ctx: Context, postId: number): Promise<void> {
  const [post] = await ctx.db.select({ body: posts.body }).from(posts).where(eq(posts.id, postId))
  await flagAgain(ctx, postId, await isPhishingText(ctx, post?.body ?? ''))
}

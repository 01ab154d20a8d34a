import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { preparedRead } from '../prepared.ts'
import { posts } from '../schema.ts'

const highestNumber = 2 ** 31 - 1

const previousRead = preparedRead((db) =>
  db
    .select({ body: posts.body })
    .from(posts)
    .where(
      and(
        eq(posts.threadId, sql.placeholder('threadId')),
        eq(posts.authorId, sql.placeholder('authorId')),
        inArray(posts.state, ['visible', 'held']),
        sql`${posts.number} < ${sql.placeholder('before')}::int`
      )
    )
    .orderBy(desc(posts.number))
    .limit(1)
    .prepare('previous_body')
)

/**
 * Returns the text of the actor's last post in a thread, optionally the last one before a number.
 * Guards read it together with the new text.
 */
export async function previousBody(
  ctx: Context,
  threadId: number,
  before = highestNumber
): Promise<string | undefined> {
  const values = { threadId, authorId: ctx.actor.id, before }
  const [post] = await previousRead(ctx).execute(values)
  return post?.body
}

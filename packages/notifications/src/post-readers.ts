import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { isAmong, preparedStatement } from '@stoa/core/data'
import {
  categories,
  categoryFollowings,
  mentions,
  posts,
  tagFollowings,
  threadFollowings,
  threads
} from '@stoa/threads/tables'
import type { Kind } from './schema.ts'

/** A reader of a post, and why they are notified of it. */
export type Reason = { userId: number; kind: Kind }

type Post = {
  id: number
  number: number
  authorId: number
  replyToNumber: number | null
  threadId: number
  kind: string
  askerId: number
  categoryId: number
}

type Row = { postId: number; userId: number }

/** The readers of each post by its id, each once with the most specific reason. */
export async function readersOf(
  ctx: Context,
  announced: readonly Post[]
): Promise<Map<number, Reason[]>> {
  if (announced.length === 0) return new Map()
  const rows = await candidates(ctx, announced)
  const byPost = Map.groupBy(rows, ({ postId }) => postId)
  return new Map(announced.map((post) => [post.id, reasonsOf(post, byPost.get(post.id) ?? [])]))
}

type Candidate = Row & { isMentioned: boolean }

function reasonsOf(post: Post, rows: readonly Candidate[]): Reason[] {
  const kinds = new Map<number, Kind>()
  for (const { userId } of rows) kinds.set(userId, post.number === 1 ? 'new_thread' : 'reply')
  for (const { userId, isMentioned } of rows) if (isMentioned) kinds.set(userId, 'mention')
  if (post.number > 1 && post.kind === 'question') kinds.set(post.askerId, 'answer')
  kinds.delete(post.authorId)
  return [...kinds].map(([userId, kind]) => ({ userId, kind }))
}

/** Followers, the authors of posts replied to, and mentioned users, in one statement. */
async function candidates({ db }: Context, announced: readonly Post[]): Promise<Candidate[]> {
  const rows = announced.map(({ id, number, threadId, categoryId, replyToNumber }) => ({
    ...{ id, number, thread_id: threadId, category_id: categoryId, reply_to: replyToNumber }
  }))
  return read(db, { rows: JSON.stringify(rows) })
}

const read = preparedStatement<Candidate>(
  () => sql`
    with post as (select * from jsonb_to_recordset(${sql.placeholder('rows')}::jsonb) post
      (id bigint, number int, thread_id bigint, category_id bigint, reply_to int))
    select post.id as "postId", following.user_id as "userId", false as "isMentioned"
      from post join ${threadFollowings} following on following.thread_id = post.thread_id
        and following.level = 'following' where post.number > 1
    union all
    select post.id, answered.author_id, false from post join ${posts} answered
      on answered.thread_id = post.thread_id and answered.number = post.reply_to
    union all
    select post.id, following.user_id, false from post cross join lateral (
        select followed.user_id, followed.level from ${categories} category
          join ${categoryFollowings} followed
            on followed.category_id in (category.id, category.parent_id)
          where category.id = post.category_id
        union all select followed.user_id, 'following' from ${threads} begun
          join ${tagFollowings} followed on followed.tag = any(begun.tags)
          where begun.id = post.thread_id) following
      where post.number = 1 group by post.id, following.user_id
      having bool_and(following.level <> 'muted')
    union all
    select post.id, mentioned.user_id, true
      from post join ${mentions} mentioned on mentioned.post_id = post.id`
)

/** The users mentioned in each post by its id. */
export async function mentionedIn(
  { db }: Context,
  announced: readonly Post[]
): Promise<Map<number, Reason[]>> {
  if (announced.length === 0) return new Map()
  const rows: Row[] = await db
    .select({ postId: mentions.postId, userId: mentions.userId })
    .from(mentions)
    .where(
      isAmong(
        mentions.postId,
        announced.map(({ id }) => id)
      )
    )
  const reasons = rows.map(({ postId, userId }) => ({ postId, userId, kind: 'mention' as const }))
  return Map.groupBy(reasons, ({ postId }) => postId)
}

import { sql, type SQL } from 'drizzle-orm'
import { atLeast, emitWith, type Context } from '@stoa/core'
import { attachUploads } from '@stoa/uploads'
import type { PreparedBody } from './prepare-body.ts'
import { roleIn } from '../visibility.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { flagValues } from '../rendering/stored.ts'
import { drafts, mentions, posts, readings, threadFollowings } from '../schema.ts'

type NewPost = {
  /** Statement that makes or changes the thread and returns its `id` and the post's `number`. */
  thread: SQL
  categoryId: number
  state: 'awaiting_approval' | 'visible'
  body: PreparedBody
  replyTo?: number
  /** Key of the draft that the post was. */
  draft: string
  event: 'thread.created' | 'post.created'
}

export type InsertedPost = { threadId: number; postId: number; number: number }

/**
 * Stores a post in one statement with all that goes with it: its thread's row, mentions, following
 * unless muted, reading position, end of the draft, and the event.
 * @returns undefined if `thread` returned no row: the thread or category changed meanwhile
 */
export async function insertPost(ctx: Context, post: NewPost): Promise<InsertedPost | undefined> {
  const row = await emitWith<NewPost['event'], { number: number }>(ctx, post.event, (eventOf) =>
    insertion(ctx, post, eventOf(sql`select thread_id as "threadId", id as "postId" from post`))
  )
  if (!row) return undefined
  await attachUploads(ctx, post.body.uploads, { kind: 'post', id: row.payload.postId })
  return { ...row.payload, number: row.number }
}

const insertion = (ctx: Context, post: NewPost, event: SQL) => sql`
  with given as (select ${ctx.now}::timestamptz as now, ${ctx.actor.id}::bigint as actor),
  thread as (${post.thread}),
  post as (${postRow(ctx, post)}),
  following as (
    insert into ${threadFollowings} (thread_id, user_id, created_at)
    select thread.id, actor, now from thread, given on conflict do nothing),
  reading as (
    insert into ${readings} as already (user_id, thread_id, number, read_at)
    select actor, thread.id, thread.number, now from thread, given
    on conflict (user_id, thread_id) do update set
      number = greatest(already.number, excluded.number), read_at = excluded.read_at),
  mentioned as (
    insert into ${mentions} (post_id, user_id)
    select post.id, mentioned_id
    from post, unnest(${sql.param(post.body.mentionedIds)}::bigint[]) mentioned_id),
  draft as (
    delete from ${drafts} where user_id = ${ctx.actor.id} and key = ${post.draft}),
  event as (${event})
  select payload, number from event, post`

const postRow = (ctx: Context, { categoryId, state, body, replyTo }: NewPost) => sql`
  insert into ${posts} (thread_id, number, author_id, author_role, official, body, html,
    renderer_version, reply_to_number, state, created_at, quarantined_links, leads_out, flagged_at)
  select thread.id, thread.number, actor, ${roleIn(ctx.actor, categoryId)},
    ${atLeast(ctx.actor.role, 'staff')}::boolean, ${body.body}, ${body.html},
    ${rendererVersion}::int, ${replyTo ?? null}::int, ${state}, now, ${flagValues(body, ctx.now)}
  from thread, given returning id, thread_id, number`

import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { clearAcceptance } from '../answers/accept-answer.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { wasPublic } from '../visibility.ts'
import { postMoves, posts, threadFollowings, threads } from '../schema.ts'

type Places = { from: number; to: number }

/**
 * Moves posts to the end of another thread and renumbers them, in the transaction of `ctx` that has
 * locked both threads. Posts keep their ids; their old numbers redirect to them.
 * @param ids posts of the thread `from`, in any order
 */
export async function movePosts(ctx: Context, { from, to }: Places, ids: number[]): Promise<void> {
  await clearAcceptances(ctx, from, ids)
  const wanted = sql.param(ids)
  await ctx.db.execute(sql`
    with moving as (
      select id, number, row_number() over (order by number) as place from ${posts}
      where id = any(${wanted}::bigint[])),
    target as (
      update ${threads} set highest_number = highest_number + ${ids.length}::int
      where id = ${to} returning highest_number - ${ids.length}::int as highest),
    moved as (
      update ${posts} set thread_id = ${to}, number = target.highest + moving.place
      from moving, target where posts.id = moving.id
      returning posts.id, moving.number as old)
    insert into ${postMoves} (from_thread_id, from_number, post_id, moved_at)
    select ${from}::bigint, old, id, ${ctx.now}::timestamptz from moved`)
  await answerMoved(ctx, { from, to }, ids)
}

async function clearAcceptances(ctx: Context, threadId: number, ids: number[]) {
  const [thread] = await ctx.db
    .select({ id: threads.acceptedPostId })
    .from(threads)
    .where(eq(threads.id, threadId))
  if (thread?.id && ids.includes(thread.id)) await clearAcceptance(ctx, { id: thread.id, threadId })
}

/**
 * A moved reply follows its parent's new number; it loses its parent if that did not move along.
 */
const answerMoved = ({ db }: Context, { from, to }: Places, ids: number[]) =>
  db.execute(sql`
    update ${posts} set reply_to_number = (
      select answered.number from ${postMoves} m join ${posts} answered on answered.id = m.post_id
      where m.from_thread_id = ${from} and m.from_number = posts.reply_to_number
        and answered.thread_id = ${to})
    where id = any(${sql.param(ids)}::bigint[]) and reply_to_number is not null`)

/** Inserts a stub under each old number of a moved post that was public once. */
export const leaveStubs = ({ db }: Context, from: number, ids: number[]) =>
  db.execute(sql`
    insert into ${posts} (thread_id, number, author_id, author_role, body, html, renderer_version,
      state, created_at)
    select m.from_thread_id, m.from_number, posts.author_id, posts.author_role, '', '',
      ${rendererVersion}::int, 'moved', posts.created_at
    from ${postMoves} m join ${posts} on posts.id = m.post_id
    where m.from_thread_id = ${from} and posts.id = any(${sql.param(ids)}::bigint[])
      and ${wasPublic(posts)}
    on conflict do nothing`)

/**
 * Returns the posts that left a thread at `leftAt` to their old numbers, in the transaction of
 * `ctx` that has locked both threads. Their stubs are deleted, and their present numbers redirect
 * to them.
 * @param from their present thread
 * @returns ids of the returned posts, without those that have moved elsewhere since
 */
export async function returnPosts(ctx: Context, { from, to }: Places, leftAt: string) {
  const left = await postsThatLeft(ctx, { from, to }, leftAt)
  const ids = left.map(({ id }) => id)
  const numbers = left.map(({ number }) => number)
  await clearAcceptances(ctx, from, ids)
  const stubs = and(eq(posts.threadId, to), eq(posts.state, 'moved'))
  await ctx.db.delete(posts).where(and(stubs, inArray(posts.number, numbers)))
  await giveNumbersBack(ctx, { from, to }, ids, leftAt)
  await answerMoved(ctx, { from, to }, ids)
  return ids
}

const postsThatLeft = ({ db }: Context, { from, to }: Places, leftAt: string) =>
  db
    .select({ id: postMoves.postId, number: postMoves.fromNumber })
    .from(postMoves)
    .innerJoin(posts, eq(posts.id, postMoves.postId))
    .where(
      and(
        ...[eq(postMoves.fromThreadId, to), eq(postMoves.movedAt, leftAt)],
        eq(posts.threadId, from)
      )
    )

const giveNumbersBack = (
  { db, now }: Context,
  { from, to }: Places,
  ids: number[],
  leftAt: string
) =>
  db.execute(sql`
    with returning_posts as (
      select m.post_id as id, m.from_number as back, posts.number as here
      from ${postMoves} m join ${posts} on posts.id = m.post_id
      where m.from_thread_id = ${to} and m.post_id = any(${sql.param(ids)}::bigint[])
        and m.moved_at = ${leftAt}::timestamptz),
    arrived as (
      delete from ${postMoves} m using returning_posts r
      where m.from_thread_id = ${to} and m.from_number = r.back),
    returned as (
      update ${posts} set thread_id = ${to}, number = r.back
      from returning_posts r where posts.id = r.id)
    insert into ${postMoves} (from_thread_id, from_number, post_id, moved_at)
    select ${from}::bigint, here, id, ${now}::timestamptz from returning_posts`)

/**
 * Copies the source's followers to the target, with their levels; those who already follow or mute
 * the target keep their choice.
 */
export const followAlong = ({ db, now }: Context, { from, to }: Places) =>
  db.execute(sql`
    insert into ${threadFollowings} (thread_id, user_id, level, created_at)
    select ${to}::bigint, user_id, level, ${now}::timestamptz from ${threadFollowings}
    where thread_id = ${from} on conflict do nothing`)

/** Ids of a thread's posts that can be moved, in order: all but erased posts and stubs. */
export async function movableIds({ db }: Context, threadId: number): Promise<number[]> {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.threadId, threadId),
        inArray(posts.state, ['visible', 'awaiting_approval', 'hidden', 'withdrawn'])
      )
    )
    .orderBy(asc(posts.number))
  return rows.map(({ id }) => id)
}

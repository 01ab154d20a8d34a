import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { clearAcceptance } from '../acceptance.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { wasPublic } from '../policy.ts'
import { postMoves, posts, threadFollowings, threads } from '../schema.ts'

type Places = { from: number; to: number }

/**
 * Gives posts new numbers at the end of another thread, in the transaction of `ctx` that has locked
 * both; they keep their ids, and their old numbers lead to them.
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

/** A reply to what moved along answers its new number; to what stayed behind, nothing any more. */
const answerMoved = ({ db }: Context, { from, to }: Places, ids: number[]) =>
  db.execute(sql`
    update ${posts} set reply_to_number = (
      select answered.number from ${postMoves} m join ${posts} answered on answered.id = m.post_id
      where m.from_thread_id = ${from} and m.from_number = posts.reply_to_number
        and answered.thread_id = ${to})
    where id = any(${sql.param(ids)}::bigint[]) and reply_to_number is not null`)

/** Leaves the numbers that posts had as stubs that lead to them, where people have seen them. */
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
 * Gives posts that left a thread at a time the numbers back that they had there, in the transaction of
 * `ctx` that has locked both; their stubs go, and the numbers they have now lead to them.
 * @param from where they are now
 * @returns their ids; not of those that are somewhere else by now
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

/** Who wrote or followed there follows here, unless they have muted it. */
export const followAlong = ({ db, now }: Context, { from, to }: Places) =>
  db.execute(sql`
    insert into ${threadFollowings} (thread_id, user_id, level, created_at)
    select ${to}::bigint, user_id, level, ${now}::timestamptz from ${threadFollowings}
    where thread_id = ${from} on conflict do nothing`)

/** Ids of the posts of a thread that can move: all but erased ones and stubs. */
export async function movableIds({ db }: Context, threadId: number): Promise<number[]> {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.threadId, threadId),
        inArray(posts.state, ['visible', 'held', 'hidden', 'withdrawn'])
      )
    )
  return rows.map(({ id }) => id)
}

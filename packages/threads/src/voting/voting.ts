import { and, eq, sql, type SQL } from 'drizzle-orm'
import { emission, notFound, type Context } from '@stoa/core'
import { contributing } from '@stoa/accounts/contributions'
import { checkTerms } from '../posting/terms.ts'
import { authorize } from '../policy.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { posts, threads, votes } from '../schema.ts'
import { readersOf, ruleOf, visiblePosts, writersOf } from '../visibility.ts'

type Voted = { voteCount: number; voted: boolean }

/**
 * Votes for a post. A second call changes nothing.
 * @throws Problem 404; 401, 403 or 409 as `rules.vote`
 */
export async function vote(ctx: Context, postId: number): Promise<Voted> {
  const { post, thread } = await findVotable(ctx, postId)
  authorize.vote(ctx.actor, thread, post)
  await checkTerms(ctx)
  const cast = await casting(ctx, valuesOf(ctx, { post, thread }))
  return cast?.answer ?? { voteCount: post.voteCount, voted: true }
}

/**
 * Removes the actor's vote, if there is one.
 * @throws Problem 404
 */
export async function unvote(ctx: Context, postId: number): Promise<Voted> {
  const found = await findVotable(ctx, postId)
  const withdrawn = await withdrawing(ctx, valuesOf(ctx, found))
  return withdrawn?.answer ?? { voteCount: found.post.voteCount, voted: false }
}

type Votable = Awaited<ReturnType<typeof findVotable>>

async function findVotable(ctx: Context, id: number) {
  const [found] = await votable(ctx).execute({ ...readerValues(ctx), id })
  if (!found) throw notFound()
  return found
}

const votable = preparedRead((db, reader) =>
  db
    .select({
      post: {
        id: posts.id,
        number: posts.number,
        authorId: posts.authorId,
        state: posts.state,
        voteCount: posts.voteCount
      },
      thread: {
        id: threads.id,
        authorId: threads.authorId,
        categoryId: threads.categoryId,
        closedAt: threads.closedAt,
        state: threads.state,
        rule: ruleOf,
        readers: readersOf,
        writers: writersOf
      }
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, sql.placeholder('id')), visiblePosts(reader)))
    .prepare('votable_post')
)

const valuesOf = ({ actor, now }: Context, { post, thread }: Votable) => ({
  ...{ now, voterId: actor.id, postId: post.id, threadId: thread.id, authorId: post.authorId },
  isFirst: post.number === 1,
  // Profiles show the number of votes to everybody, so threads that not everybody reads must not
  // count.
  isPublic: thread.readers === 'everyone'
})

const param = (name: keyof ReturnType<typeof valuesOf>) => sql.placeholder(name)

const casting = emission<'vote.cast', Voted>('vote.cast', () =>
  changing(
    1,
    sql`insert into ${votes} (post_id, user_id, created_at)
      values (${param('postId')}, ${param('voterId')}, ${param('now')}::timestamptz)
      on conflict do nothing returning post_id`
  )
)

const withdrawing = emission<'vote.withdrawn', Voted>('vote.withdrawn', () =>
  changing(
    -1,
    sql`delete from ${votes} where post_id = ${param('postId')} and user_id = ${param('voterId')}
      returning post_id`
  )
)

/**
 * A vote with the author's credit and the counters. The thread's row is locked before the post's,
 * as everywhere.
 */
function changing(by: 1 | -1, change: SQL) {
  const step = sql.raw(String(by))
  return {
    parts: sql`changed as (${change}),
    ${contributing(sql`
      select ${param('authorId')}::bigint as user_id, 'vote_received' as kind, post_id as ref,
        ${param('voterId')}::bigint as from_user_id, ${step} > 0 as is_given
      from changed where ${step} < 0 or ${param('isPublic')}::boolean`)},
    in_thread as (
      update ${threads} set vote_count = vote_count + ${step} from changed
      where ${threads.id} = ${param('threadId')} and ${param('isFirst')}::boolean
      returning ${threads.id}),
    counted as (
      update ${posts} set vote_count = vote_count + ${step}
      from changed left join in_thread on true where ${posts.id} = changed.post_id
      returning vote_count)`,
    payload: sql`select ${param('postId')}::bigint as "postId", ${param('threadId')}::bigint as "threadId"
      from changed`,
    answer: sql`select jsonb_build_object('voteCount', vote_count, 'voted', ${step} > 0) as answer
      from counted`
  }
}

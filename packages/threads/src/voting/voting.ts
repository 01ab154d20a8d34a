import { and, eq, sql, type SQL } from 'drizzle-orm'
import { emission, notFound, type Context } from '@stoa/core'
import { contributing } from '@stoa/accounts/contributions'
import { checkTerms } from '../posting/prepare-body.ts'
import { authorize, can, isVotable } from '../policy.ts'
import { byReader, preparedRead, readerValues } from '../prepared.ts'
import { posts, threads, votes } from '../schema.ts'
import { readersOf, visiblePosts, type Reader } from '../visibility.ts'

type Voted = { voteCount: number; voted: boolean }

/**
 * Votes for a post. A second call changes nothing.
 * @throws Problem 404; 401, 403 or 409 as `rules.vote`
 */
export async function vote(ctx: Context, postId: number): Promise<Voted> {
  if (!mayVoteElsewhere(ctx)) {
    await authorizeVote(ctx, postId)
    await checkTerms(ctx)
  }
  const cast = await casting(ctx)(ctx, valuesOf(ctx, postId))
  if (cast) return cast.answer
  // They voted for it before, or may not.
  const { voteCount } = await authorizeVote(ctx, postId)
  return { voteCount, voted: true }
}

/** Whether only the post can be a reason against the vote. The statement that votes asks for those. */
const mayVoteElsewhere = ({ actor }: Context) =>
  actor.silencedIn.length === 0 &&
  actor.termsDue === undefined &&
  can.vote(actor, inNoCategory, ofNobody)

const inNoCategory = { categoryId: 0, state: 'visible' } as const
const ofNobody = { authorId: 0, state: 'visible' } as const

async function authorizeVote(ctx: Context, postId: number) {
  const { post, thread } = await findPost(ctx, postId)
  authorize.vote(ctx.actor, thread, post)
  return post
}

/**
 * Removes the actor's vote, if there is one.
 * @throws Problem 404
 */
export async function unvote(ctx: Context, postId: number): Promise<Voted> {
  const withdrawn = await withdrawing(ctx)(ctx, valuesOf(ctx, postId))
  if (withdrawn) return withdrawn.answer
  const { post } = await findPost(ctx, postId)
  return { voteCount: post.voteCount, voted: false }
}

async function findPost(ctx: Context, id: number) {
  const [found] = await readable(ctx).execute({ ...readerValues(ctx), id })
  if (!found) throw notFound()
  return found
}

const readable = preparedRead((db, reader) =>
  db
    .select({
      post: { authorId: posts.authorId, state: posts.state, voteCount: posts.voteCount },
      thread: { categoryId: threads.categoryId, state: threads.state }
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, sql.placeholder('id')), visiblePosts(reader)))
    .prepare('votable_post')
)

const valuesOf = (ctx: Context, postId: number) => ({ ...readerValues(ctx), postId })

const param = (name: keyof ReturnType<typeof valuesOf>) => sql.placeholder(name)
const now = sql`${param('now')}::timestamptz`
const voter = sql`${param('readerId')}::bigint`

const casting = byReader((reader) =>
  emission<'vote.cast', Voted>('vote.cast', () =>
    changing(
      1,
      postOf(reader, isVotable(voter)),
      sql`insert into ${votes} (post_id, user_id, created_at) select id, ${voter}, ${now} from post
        on conflict do nothing returning post_id`
    )
  )
)

const withdrawing = byReader((reader) =>
  emission<'vote.withdrawn', Voted>('vote.withdrawn', () =>
    changing(
      -1,
      postOf(reader),
      sql`delete from ${votes} using post where post_id = post.id and user_id = ${voter}
        returning post_id`
    )
  )
)

// Profiles show the number of votes to everybody, so threads that not everybody reads must not count.
const postOf = (reader: Reader, condition?: SQL) => sql`
  select ${posts.id}, thread_id, ${posts.authorId} as author_id, ${posts.number} = 1 as is_first,
    ${readersOf} = 'everyone' as is_public
  from ${posts} join ${threads} on ${threads.id} = thread_id
  where ${and(sql`${posts.id} = ${param('postId')}`, visiblePosts(reader), condition)}`

/**
 * A vote with the author's credit and the counters. The thread's row is locked before the post's,
 * as everywhere.
 */
function changing(by: 1 | -1, post: SQL, change: SQL) {
  const step = sql.raw(String(by))
  return {
    parts: sql`post as (${post}),
    changed as (${change}),
    ${contributing(sql`
      select author_id as user_id, 'vote_received' as kind, id as ref,
        ${voter} as from_user_id, ${step} > 0 as is_given
      from post join changed on post_id = id where ${step} < 0 or is_public`)},
    in_thread as (
      update ${threads} set vote_count = vote_count + ${step} from post join changed on post_id = post.id
      where ${threads.id} = post.thread_id and is_first returning ${threads.id}),
    counted as (
      update ${posts} set vote_count = vote_count + ${step}
      from changed left join in_thread on true where ${posts.id} = changed.post_id
      returning vote_count)`,
    payload: sql`select id as "postId", thread_id as "threadId" from post join changed on post_id = id`,
    answer: sql`select jsonb_build_object('voteCount', vote_count, 'voted', ${step} > 0) as answer
      from counted`
  }
}

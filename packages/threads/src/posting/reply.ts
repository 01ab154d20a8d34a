import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, invalid, notFound, Problem, transaction, type Context } from '@stoa/core'
import type { createdPost, ReplyInput } from './contract.ts'
import { lastTextOf, findThread, threadColumns, type FoundThread } from '../find.ts'
import { postInsertion } from './insert-post.ts'
import {
  checkTerms,
  countForNewMember,
  isNew,
  prepareBody,
  stateWithin,
  type PreparedBody
} from './prepare-body.ts'
import { moderates, ruleOf, visibleThreads } from '../visibility.ts'
import { authorize, isRepliable } from '../policy.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { posts, threads } from '../schema.ts'
import { postUrl } from '../urls.ts'

type Created = z.infer<typeof createdPost>

/**
 * Adds a reply with the thread's next number. Its author follows the thread unless they muted it.
 * @throws Problem 404, 401, 403 and 409 as `rules.reply`, 422 for a `replyTo` that does not exist
 * and for what guards or the limits of new members refuse, 429 for new members and in slow mode
 */
export async function reply(ctx: Context, threadId: number, input: ReplyInput): Promise<Created> {
  const thread = await findAnswered(ctx, threadId)
  authorize.reply(ctx.actor, thread)
  await checkTerms(ctx)
  if (input.replyTo !== undefined && input.replyTo > thread.highestNumber)
    throw invalid('replyTo', 'threads_reply_to_unknown')
  const body = await prepareBody(ctx, input.body, thread, { previous: thread.previous })
  const write = (inside: Context) => store(inside, thread, input, body)
  const created = isOneStatement(ctx, thread, body)
    ? await write(ctx)
    : await transaction(ctx, async (inside) => {
        await countForNewMember(inside, 'replies')
        await checkPace(inside, thread)
        return write(inside)
      })
  // The URL is added last: stored answers of idempotent requests must not keep a title after its
  // redaction.
  return { ...created, url: postUrl(thread.id, thread.title, created.number) }
}

type Answered = FoundThread & { previous: string | null }

/** The thread, with the actor's last text in it. */
async function findAnswered(ctx: Context, id: number): Promise<Answered> {
  const [thread] = await answered(ctx).execute({ ...readerValues(ctx), id })
  if (!thread) throw notFound()
  return thread
}

const answered = preparedRead((db, reader) =>
  db
    .select({ ...threadColumns, previous: lastTextOf(reader) })
    .from(threads)
    .where(and(eq(threads.id, sql.placeholder('id')), visibleThreads(reader)))
    .prepare('answered_thread')
)

/** Whether the insertion alone is the whole write. It is a transaction of its own. */
const isOneStatement = (ctx: Context, { slowSeconds }: FoundThread, { uploads }: PreparedBody) =>
  !isNew(ctx) && slowSeconds === null && uploads.length === 0

/**
 * Enforces slow mode in the transaction that writes the reply. The lock makes it hold for two
 * parallel replies too.
 * @throws Problem 429 `slow_mode` with the seconds until the next one
 */
async function checkPace(ctx: Context, thread: FoundThread): Promise<void> {
  const { id, slowSeconds, categoryId } = thread
  const { actor, db, now } = ctx
  if (slowSeconds === null || moderates(actor, categoryId)) return
  const lock = `threads.pace:${id}:${actor.id}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
  const [last] = await db
    .select({ createdAt: posts.createdAt })
    .from(posts)
    .where(and(eq(posts.authorId, actor.id), eq(posts.threadId, id)))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(1)
  if (!last) return
  const waited = (Date.parse(now) - Date.parse(last.createdAt)) / 1000
  if (waited < slowSeconds)
    throw new Problem(429, 'slow_mode', { seconds: Math.max(1, Math.ceil(slowSeconds - waited)) })
}

async function store(
  ctx: Context,
  thread: FoundThread,
  input: ReplyInput,
  body: PreparedBody
): Promise<Omit<Created, 'url'>> {
  const { id, categoryId, rule } = thread
  const state = await stateWithin(ctx, { id: categoryId, rule }, body, id)
  const post = { categoryId, state, body, replyTo: input.replyTo, draft: `thread:${id}` }
  const created = await insertReply(ctx, post, {
    threadId: id,
    rule,
    isPublic: state === 'visible',
    isModerator: moderates(ctx.actor, categoryId)
  })
  if (!created) throw await explainRefusal(ctx, id)
  return created
}

/** The thread changed between check and insert; checking again tells how. */
async function explainRefusal(ctx: Context, threadId: number) {
  authorize.reply(ctx.actor, await findThread(ctx, threadId))
  return conflict('category_changed')
}

const param = (name: 'threadId' | 'rule' | 'isPublic' | 'isModerator' | 'official') =>
  sql.placeholder(name)

const counts = (condition: SQL) => sql`(${condition})::int`
const isPublic = sql`${param('isPublic')}::boolean`

/**
 * Takes the thread's next number under its row lock, if the actor may still reply there as
 * `rules.reply` says.
 */
const insertReply = postInsertion<Omit<Created, 'url'>>({
  event: 'post.created',
  thread: (reader) => sql`update ${threads} set
      highest_number = highest_number + 1,
      reply_count = reply_count + ${counts(isPublic)},
      official_count = official_count + ${counts(sql`${isPublic} and ${param('official')}::boolean`)},
      last_post_at = case when ${isPublic} and last_post_at <= given.now then given.now
        else last_post_at end,
      last_poster_id = case when ${isPublic} and last_post_at <= given.now then given.actor
        else last_poster_id end
    from given
    where ${threads.id} = ${param('threadId')} and ${visibleThreads(reader)}
      and ${isRepliable(sql`${param('isModerator')}::boolean`)} and ${ruleOf} = ${param('rule')}
    returning id, highest_number as number`,
  answer: sql`select jsonb_build_object('id', id, 'number', number, 'state', state) as answer
    from post`
})

import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { atLeast, conflict, invalid, Problem, transaction, type Context } from '@stoa/core'
import type { createdPost, ReplyInput } from './thread-contract.ts'
import { findThread, type FoundThread } from '../finding.ts'
import { insertPost } from './insert-post.ts'
import { countForNewMember } from './new-members.ts'
import { moderates, ruleOf, visibleThreads } from '../visibility.ts'
import { authorize } from '../policy.ts'
import { posts, threads } from '../schema.ts'
import { postUrl } from '../urls.ts'
import {
  prepareBody,
  previousBody,
  stateWithin,
  unseen,
  type PreparedBody
} from './prepare-body.ts'

type Created = z.infer<typeof createdPost>

/**
 * Adds a reply with the thread's next number. Its author follows the thread unless they muted it.
 * @throws Problem 404, 401, 403 and 409 as `rules.reply`, 422 for a `replyTo` that does not exist
 * and for what guards or the limits of new members refuse, 429 for new members and in slow mode
 */
export async function reply(ctx: Context, threadId: number, input: ReplyInput): Promise<Created> {
  const thread = await findThread(ctx, threadId)
  authorize.reply(ctx.actor, thread)
  if (input.replyTo !== undefined && input.replyTo > thread.highestNumber)
    throw invalid('replyTo', 'threads_reply_to_unknown')
  const body = await prepareBody(ctx, input.body, {
    ...unseen,
    categoryId: thread.categoryId,
    previous: await previousBody(ctx, thread.id)
  })
  const created = await transaction(ctx, async (inside) => {
    await countForNewMember(inside, 'replies')
    await checkPace(inside, thread)
    return store(inside, thread, input, body)
  })
  // The URL is added last: stored answers of idempotent requests must not keep a title after its
  // redaction.
  return { ...created, url: postUrl(thread.id, thread.title, created.number) }
}

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
  const category = { id: thread.categoryId, rule: thread.rule }
  const state = await stateWithin(ctx, category, body, thread.id)
  const row = await insertPost(ctx, {
    ...{ thread: numbering(ctx, thread, state), categoryId: thread.categoryId, state, body },
    ...{ replyTo: input.replyTo, draft: `thread:${thread.id}`, event: 'post.created' }
  })
  if (!row) throw await explainRefusal(ctx, thread.id)
  return { id: row.postId, number: row.number, state }
}

/** The thread changed between check and insert; checking again tells how. */
async function explainRefusal(ctx: Context, threadId: number) {
  authorize.reply(ctx.actor, await findThread(ctx, threadId))
  return conflict('category_changed')
}

/**
 * Takes the thread's next number under its row lock, if the actor may still reply there: what
 * `rules.reply` in `policy.ts` says, with `writeIn` for closed threads, in SQL. Change both.
 */
function numbering({ actor, now }: Context, thread: FoundThread, state: Created['state']): SQL {
  const visible = state === 'visible'
  const official = visible && atLeast(actor.role, 'staff')
  const isLatest = sql`${visible}::boolean and ${threads.lastPostAt} <= ${now}::timestamptz`
  return sql`update ${threads} set
      highest_number = highest_number + 1,
      reply_count = reply_count + ${visible ? 1 : 0}::int,
      official_count = official_count + ${official ? 1 : 0}::int,
      last_post_at = case when ${isLatest} then ${now}::timestamptz else last_post_at end,
      last_poster_id = case when ${isLatest} then ${actor.id}::bigint else last_poster_id end
    where ${threads.id} = ${thread.id} and ${visibleThreads(actor)} and ${threads.state} = 'visible'
      and ${ruleOf} = ${thread.rule}
      and (${threads.closedAt} is null or ${moderates(actor, thread.categoryId)}::boolean)
    returning id, highest_number as number`
}

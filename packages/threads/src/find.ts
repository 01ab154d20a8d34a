import { and, eq, getTableColumns, inArray, sql, type SQL } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import {
  readerGroupsOf,
  readersOf,
  ruleOf,
  visiblePosts,
  visibleThreads,
  writersOf,
  type CategoryRule,
  type Reader,
  type Readership,
  type Writers
} from './visibility.ts'
import { preparedRead, readerValues } from './prepared.ts'
import { authorize } from './policy.ts'
import { posts, threadMarks, threads } from './schema.ts'
import { clearChangedPosts } from './changed-posts.ts'

/** A thread with the rule of its category and whether a ticket is open, as verbs use it. */
export type FoundThread = typeof threads.$inferSelect & {
  rule: CategoryRule
  readers: Readership['readers']
  readerGroups: number[]
  writers: Writers
  escalated: boolean
}
export type FoundPost = typeof posts.$inferSelect

const escalated = sql<boolean>`exists (select from ${threadMarks}
  where ${threadMarks}.thread_id = threads.id and ${threadMarks}.kind = 'escalation')`

/** Columns of a found thread. */
export const threadColumns = {
  ...getTableColumns(threads),
  rule: ruleOf,
  readers: readersOf,
  readerGroups: readerGroupsOf,
  writers: writersOf,
  escalated
}

/**
 * Returns the thread with this id.
 * @throws Problem 404, also if the actor may not read it
 */
export async function findThread(ctx: Context, id: number): Promise<FoundThread> {
  const thread = await findThreadIfVisible(ctx, id)
  if (!thread) throw notFound()
  return thread
}

/** Returns the thread with this id, or undefined if the actor may not read it. */
export async function findThreadIfVisible(
  ctx: Context,
  id: number
): Promise<FoundThread | undefined> {
  const [thread] = await visibleThread(ctx).execute({ ...readerValues(ctx), id })
  return thread
}

const visibleThread = preparedRead((db, reader) =>
  db
    .select(threadColumns)
    .from(threads)
    .where(and(eq(threads.id, sql.placeholder('id')), visibleThreads(reader)))
    .prepare('visible_thread')
)

/**
 * Returns the post with this id and its thread.
 * @throws Problem 404, also if the actor may not read them
 */
export async function findPost(ctx: Context, id: number): Promise<FoundInThread> {
  const [found] = await findPosts(ctx, [id])
  if (!found) throw notFound()
  return found
}

type FoundInThread = { post: FoundPost; thread: FoundThread }

/** Returns those of these posts that the actor may read, in no particular order. */
export const findPosts = ({ db, actor }: Context, ids: number[]): Promise<FoundInThread[]> =>
  db
    .select({ post: getTableColumns(posts), thread: threadColumns })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(inArray(posts.id, ids), visiblePosts(actor)))

/**
 * Returns the thread with this id, for acts of its moderators.
 * @throws Problem 404, 403
 */
export async function findModeratedThread(ctx: Context, id: number): Promise<FoundThread> {
  const thread = await findThread(ctx, id)
  authorize.moderate(ctx.actor, thread)
  return thread
}

/** A column: the text of the reader's last post in a thread, or of their last one before a number. */
export const lastTextOf = (reader: Reader, before?: SQL) => sql<string | null>`(
  select ${posts.body} from ${posts}
  where ${eq(posts.threadId, threads.id)} and ${eq(posts.authorId, reader.id)}
    and ${posts.state} in ('visible', 'awaiting_approval')
    ${before ? sql`and ${posts.number} < ${before}` : sql``}
  order by ${posts.number} desc limit 1)`

const textBefore = preparedRead((db, reader) =>
  db
    .select({ text: lastTextOf(reader, sql`${sql.placeholder('number')}::int`) })
    .from(threads)
    .where(eq(threads.id, sql.placeholder('threadId')))
    .prepare('text_before')
)

/**
 * Returns the text of the actor's last post in a thread before a number. Guards read it together
 * with the new text.
 */
export async function previousBody(ctx: Context, threadId: number, number: number) {
  const [row] = await textBefore(ctx).execute({ ...readerValues(ctx), threadId, number })
  return row?.text ?? undefined
}

/**
 * Locks the thread's row until the transaction of `ctx` ends. To avoid deadlocks, lock a thread
 * before its posts. Rows that refer to the thread can still be added.
 */
export async function lockThread({ db }: Context, id: number): Promise<void> {
  clearChangedPosts({ db })
  await db.select({ id: threads.id }).from(threads).where(eq(threads.id, id)).for('no key update')
}

/** Locks a post and returns its present row. */
export async function lockPost({ db }: Context, id: number): Promise<FoundPost> {
  clearChangedPosts({ db })
  const [post] = await db.select().from(posts).where(eq(posts.id, id)).for('update')
  if (!post) throw new Error(`post ${id} is gone, and posts never go`)
  return post
}

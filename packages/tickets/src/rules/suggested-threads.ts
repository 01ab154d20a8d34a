import { and, desc, eq, gt, isNull, lt, notExists, or, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { visibleThreads } from '@stoa/threads'
import { categories, posts, threadMarks, threads } from '@stoa/threads/tables'
import { dismissedSuggestions } from './schema.ts'

const lookedBack = 30 * 24 * 3600_000
/** Characters of a text that rules search; further down, people write about other things. */
const beginning = 2000
const batchSize = 200

export type Row = Awaited<ReturnType<typeof batch>>[number]

/** Threads of the last 30 days that the actor may read, newest first, at most `most`. */
export async function* threadsSince(ctx: Context, most: number, where?: SQL) {
  let last: Row | undefined
  for (let looked = 0; looked < most; looked += batchSize) {
    const rows = await batch(
      ctx,
      and(gt(threads.createdAt, after(ctx.now, -lookedBack)), where, before(last))
    )
    yield* rows
    last = rows.at(-1)
    if (rows.length < batchSize) return
  }
}

const before = (row: Row | undefined) =>
  row &&
  or(
    lt(threads.createdAt, row.createdAt),
    and(eq(threads.createdAt, row.createdAt), lt(threads.id, row.id))
  )

/** Reads the newest 200 matching threads with the columns that rules need. */
export const batch = ({ db, actor }: Context, where: SQL | undefined) =>
  db
    .select({
      id: threads.id,
      title: threads.title,
      language: threads.language,
      body: sql<string>`left(${posts.body}, ${beginning})`,
      categoryId: threads.categoryId,
      parentId: categories.parentId,
      createdAt: threads.createdAt,
      meTooCount: threads.meTooCount,
      answeredAt: sql<string | null>`(select min(answer.created_at) from ${posts} answer
        where answer.thread_id = ${threads.id} and answer.author_id <> ${threads.authorId}
          and answer.state = 'visible')`.mapWith(threads.createdAt)
    })
    .from(threads)
    .innerJoin(posts, and(eq(posts.threadId, threads.id), eq(posts.number, 1)))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(
      and(visibleThreads(actor), eq(threads.state, 'visible'), eq(posts.state, 'visible'), where)
    )
    .orderBy(desc(threads.createdAt), desc(threads.id))
    .limit(batchSize)

/** Condition: the thread is not solved, closed, escalated or dismissed. */
export const isUnsettled = ({ db }: Context) =>
  and(
    isNull(threads.solvedAt),
    isNull(threads.closedAt),
    notExists(
      db
        .select({ one: sql`1` })
        .from(threadMarks)
        .where(and(eq(threadMarks.threadId, threads.id), eq(threadMarks.kind, 'escalation')))
    ),
    notExists(
      db
        .select({ one: sql`1` })
        .from(dismissedSuggestions)
        .where(eq(dismissedSuggestions.threadId, threads.id))
    )
  )

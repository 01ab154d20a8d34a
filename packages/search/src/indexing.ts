import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { renderMarkdown } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import type { SearchDocument } from './engine.ts'

const batchSize = 500

/** Makes the engine's documents of these posts follow what the database says now. */
export async function indexPosts(ctx: Context, postIds: number[]): Promise<void> {
  const found = await read(ctx.db, inArray(posts.id, postIds), postIds.length)
  const kept = new Set(found.map((document) => document.postId))
  const engine = ctx.ports.searchEngine
  await engine.remove(postIds.filter((id) => !kept.has(id)))
  await engine.index(found, ctx.now)
}

/** The same for every post of a thread whose title changed: only number 1 carries it. */
export async function indexTitle(ctx: Context, threadId: number): Promise<void> {
  const isFirst = and(eq(posts.threadId, threadId), eq(posts.number, 1))
  await ctx.ports.searchEngine.index(await read(ctx.db, isFirst, 1), ctx.now)
}

/**
 * Builds every document anew, in batches.
 * @param progress told how many of how many posts are done
 * @returns the number of posts indexed
 */
export async function reindex(
  ctx: Context,
  progress: (done: number, total: number) => void
): Promise<number> {
  const [{ total } = { total: 0 }] = await ctx.db
    .select({ total: sql<number>`count(*)` })
    .from(posts)
  let done = 0
  let last = 0
  for (;;) {
    const batch = await read(ctx.db, gt(posts.id, last), batchSize)
    if (batch.length === 0) return done
    await ctx.ports.searchEngine.index(batch, ctx.now)
    last = batch.at(-1)?.postId ?? last
    done += batch.length
    progress(done, total)
  }
}

async function read(db: Database, which: ReturnType<typeof and>, limit: number) {
  const rows = await db
    .select({
      postId: posts.id,
      threadId: posts.threadId,
      number: posts.number,
      body: posts.body,
      title: threads.title
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(which, sql`${posts.state} not in ('erased', 'moved')`))
    .orderBy(asc(posts.id))
    .limit(limit)
  return rows.map(toDocument)
}

type Row = { postId: number; threadId: number; number: number; body: string; title: string }

const toDocument = ({ postId, threadId, number, body, title }: Row): SearchDocument => ({
  postId,
  threadId,
  title: number === 1 ? title : null,
  text: renderMarkdown(body).textContent
})

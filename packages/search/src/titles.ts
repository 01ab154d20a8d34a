import { and, inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { threadUrl, visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/schema'

const suggestions = 8
const similar = 5

export type FoundThread = {
  id: number
  title: string
  url: string
  solved: boolean
  replyCount: number
  lastPostAt: string
}

/** Titles that go on as typed, at most 8; nothing for fewer than two characters. */
export async function suggest(ctx: Context, q: string): Promise<FoundThread[]> {
  const typed = q.trim()
  if (Array.from(typed).length < 2) return []
  return readThreads(ctx, await ctx.ports.searchEngine.suggest(ctx.actor, typed, suggestions))
}

/** Threads like the one being written, at most 5, best first. */
export async function similarThreads(ctx: Context, text: string): Promise<FoundThread[]> {
  return readThreads(ctx, await ctx.ports.searchEngine.similar(ctx.actor, text, similar))
}

/** Reads candidates again through what the actor may see, keeping their order. */
async function readThreads(ctx: Context, ids: number[]): Promise<FoundThread[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({
      id: threads.id,
      title: threads.title,
      solvedAt: threads.solvedAt,
      replyCount: threads.replyCount,
      lastPostAt: threads.lastPostAt
    })
    .from(threads)
    .where(and(inArray(threads.id, ids), visibleThreads(ctx.actor)))
    .orderBy(sql`array_position(${sql.param(ids)}::bigint[], ${threads.id})`)
  return rows.map(({ solvedAt, ...row }) => ({
    ...row,
    url: threadUrl(row.id, row.title),
    solved: solvedAt !== null
  }))
}

import { and, desc, eq, gt, lt } from 'drizzle-orm'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { after, notFound, type Context } from '@stoa/core'
import { compileFilters } from '@stoa/guards'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import type { Trial } from './contract.ts'
import { authorize } from '../policy.ts'
import { filters } from './schema.ts'

const days30 = 30 * 24 * 3600_000
const batchSize = 500
/** Reading that many posts takes some seconds. */
const maxPosts = 20_000
const maxExamples = 10

/**
 * Tests a filter on a sample and on the posts of the last thirty days, at most the newest 20,000.
 * It can be enabled afterwards.
 * @throws Problem 404, 403 without the capability `moderation`
 */
export async function tryFilter(ctx: Context, id: number, sample = ''): Promise<Trial> {
  authorize.readFilters(ctx.actor)
  const [filter] = await ctx.db.select().from(filters).where(eq(filters.id, id))
  if (!filter) throw notFound()
  const find = compileFilters([filter])
  const past = await lookBack(ctx, find)
  await ctx.db.update(filters).set({ triedAt: ctx.now }).where(eq(filters.id, id))
  const passages = (await find(sample)).map(({ start, end }) => ({ start, end }))
  return { ...past, sample: passages }
}

type Find = ReturnType<typeof compileFilters>
type Past = Omit<Trial, 'sample'>

async function lookBack(ctx: Context, find: Find): Promise<Past> {
  const since = after(ctx.now, -days30)
  const past: Past = { since, looked: 0, found: 0, complete: false, examples: [] }
  let last: number | undefined
  while (past.looked < maxPosts) {
    const rows = await newest(ctx, since, last)
    for (const row of rows) await look(past, row, find)
    past.looked += rows.length
    last = rows.at(-1)?.id
    if (rows.length < batchSize) return { ...past, complete: true }
    await nextTurn()
  }
  return past
}

type Row = Awaited<ReturnType<typeof newest>>[number]

async function look(past: Past, { id, title, number, body, createdAt }: Row, find: Find) {
  const text = number === 1 ? `${title}\n${body}` : body
  const [first] = await find(text)
  if (!first) return
  past.found += 1
  if (past.examples.length < maxExamples)
    past.examples.push({ url: `/p/${id}`, excerpt: around(text, first), createdAt })
}

const around = (text: string, { start, end }: { start: number; end: number }) =>
  text
    .slice(Math.max(0, start - 40), end + 40)
    .toWellFormed()
    .replaceAll('\n', ' ')

const newest = (ctx: Context, since: string, last?: number) =>
  ctx.db
    .select({
      id: posts.id,
      title: threads.title,
      number: posts.number,
      body: posts.body,
      createdAt: posts.createdAt
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        visiblePosts(ctx.actor),
        gt(posts.createdAt, since),
        last === undefined ? undefined : lt(posts.id, last)
      )
    )
    .orderBy(desc(posts.id))
    .limit(batchSize)

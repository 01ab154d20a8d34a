import { and, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import { guest, type Context, type Ports } from '@stoa/core'
import type { relatedThread } from './contract.ts'
import { findThreadIfVisible } from '../finding.ts'
import { goneOrMoved } from '../thread-page/locations.ts'
import { visibleThreads } from '../visibility.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { threads } from '../schema.ts'
import { threadUrl } from '../urls.ts'

type RelatedThread = z.infer<typeof relatedThread>

const enough = 4
const lifetime = 6 * 3600_000
const maxThreads = 20_000

/**
 * Finds threads similar to the one being written, best first; none if the draft is too short.
 * @param draft the title and, if there is one, the text so far
 */
export async function similarTo(ctx: Context, draft: { title: string; body?: string }) {
  const text = `${draft.title} ${draft.body ?? ''}`.trim()
  if (Array.from(text).length < enough) return { items: [] }
  return { items: await threadsInOrder(ctx, await ctx.ports.search.similarThreads(ctx, draft)) }
}

/**
 * Returns threads related to this one. The search runs as a guest and is cached for six hours; the
 * actor's permissions are checked on every call. Only one search runs at a time: a crawler that
 * reads every thread must not start a search per page.
 * @throws Problem 404, 301 `moved_permanently` and 410 `gone` as for the thread itself
 */
export async function relatedTo(ctx: Context, threadId: number) {
  const ids = relatedIds(ctx.ports).get(threadId) ?? (await findUnlessBusy(ctx, threadId))
  const [self, ...items] = await threadsInOrder(ctx, [threadId, ...ids])
  if (self?.id !== threadId) throw await goneOrMoved(ctx, threadId)
  return { items }
}

const kept = new WeakMap<Ports, LRUCache<number, number[]>>()

function relatedIds(ports: Ports): LRUCache<number, number[]> {
  const known = kept.get(ports) ?? new LRUCache({ max: maxThreads, ttl: lifetime })
  kept.set(ports, known)
  return known
}

const busy = new WeakSet<Ports>()

async function findUnlessBusy(ctx: Context, threadId: number): Promise<number[]> {
  if (busy.has(ctx.ports)) return []
  busy.add(ctx.ports)
  try {
    return await findRelated(ctx, threadId)
  } finally {
    busy.delete(ctx.ports)
  }
}

async function findRelated(ctx: Context, threadId: number): Promise<number[]> {
  const thread = await findThreadIfVisible(ctx, threadId)
  if (!thread) throw await goneOrMoved(ctx, threadId)
  const { title, language } = thread
  const found = await ctx.ports.search.similarThreads(
    { ...ctx, actor: guest, locale: language },
    { title }
  )
  const others = found.filter((id) => id !== threadId)
  relatedIds(ctx.ports).set(threadId, others)
  return others
}

/** Returns those of these threads that the actor may read, in the order of `ids`. */
export async function threadsInOrder(ctx: Context, ids: number[]): Promise<RelatedThread[]> {
  if (ids.length === 0) return []
  const rows = await inOrder(ctx).execute({ ...readerValues(ctx), ids })
  return rows.map(({ solvedAt, ...row }) => ({
    ...row,
    url: threadUrl(row.id, row.title),
    solved: solvedAt !== null
  }))
}

// Prepared, because every page of a thread runs it.
const inOrder = preparedRead((db, reader) => {
  const ids = sql`${sql.placeholder('ids')}::bigint[]`
  return db
    .select({
      id: threads.id,
      title: threads.title,
      solvedAt: threads.solvedAt,
      replyCount: threads.replyCount,
      lastPostAt: threads.lastPostAt
    })
    .from(threads)
    .where(and(sql`${threads.id} = any(${ids})`, visibleThreads(reader)))
    .orderBy(sql`array_position(${ids}, ${threads.id})`)
    .prepare('threads_in_order')
})

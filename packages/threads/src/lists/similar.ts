import { sql, type Placeholder } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import { isShutOut } from '@stoa/accounts/reading-access'
import { guest, type Context, type Ports } from '@stoa/core'
import type { relatedThread } from './contract.ts'
import { findThreadIfVisible } from '../find.ts'
import { goneOrMoved } from '../thread-page/locations.ts'
import { visibleThreads, type Reader } from '../visibility.ts'
import { isoTime } from './thread-rows.ts'
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
  const ids = knownRelatedIds(ctx, threadId) ?? (await findUnlessBusy(ctx, threadId))
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

/** The cached ids of related threads. Any may be hidden from the reader. */
export const knownRelatedIds = ({ ports }: Context, threadId: number) =>
  relatedIds(ports).get(threadId)

const busy = new WeakSet<Ports>()
const restsUntil = new WeakMap<Ports, number>()

/** How much longer than a search pages leave the database alone, and for how long at most. */
const [rest, maxRest] = [4, 10_000]

/**
 * As `findUnlessBusy`, for pages, which readers do not ask to search: searches take a fifth of the time
 * at most. It finds none meanwhile.
 */
export async function findForPage(ctx: Context, threadId: number): Promise<number[]> {
  const began = performance.now()
  if (began < (restsUntil.get(ctx.ports) ?? 0)) return []
  try {
    return await findUnlessBusy(ctx, threadId)
  } finally {
    const ended = performance.now()
    restsUntil.set(ctx.ports, ended + Math.min(rest * (ended - began), maxRest))
  }
}

/** Searches for the ids of related threads; finds none while another search runs. */
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
  if (ids.length === 0 || (await isShutOut(ctx))) return []
  const [row] = await inOrder(ctx).execute({ ...readerValues(ctx), ids })
  return row?.threads.map(withAddress) ?? []
}

const inOrder = preparedRead((db, reader) =>
  db
    .select({ threads: threadsAmong(reader, sql.placeholder('ids')) })
    .from(sql`(select) one`)
    .prepare('threads_in_order')
)

/** A column: those of the threads with these ids that the reader may read, in the order of `ids`. */
export const threadsAmong = (reader: Reader, ids: Placeholder) =>
  sql<Omit<RelatedThread, 'url'>[]>`(select coalesce(json_agg(json_build_object(
      'id', ${threads.id}, 'title', ${threads.title}, 'language', ${threads.language},
      'solved', ${threads.solvedAt} is not null,
      'replyCount', ${threads.replyCount}, 'lastPostAt', ${threads.lastPostAt})
      order by array_position(${ids}::bigint[], ${threads.id})), '[]')
    from ${threads} where ${threads.id} = any(${ids}::bigint[]) and ${visibleThreads(reader)})`

/** A thread of `threadsAmong` as clients get it. */
export const withAddress = (thread: Omit<RelatedThread, 'url'>): RelatedThread => ({
  ...thread,
  lastPostAt: isoTime(thread.lastPostAt),
  url: threadUrl(thread.id, thread.title)
})

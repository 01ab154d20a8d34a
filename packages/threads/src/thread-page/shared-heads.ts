import { LRUCache } from 'lru-cache'
import { atLeast, type Context, type Ports, type Actor } from '@stoa/core'
import type { ThreadPage } from './contract.ts'
import type { StoredHead } from './thread-head.ts'
import { haveForumLinks } from './forum-links.ts'

/** Bytes that the threads of one process take with the pages that are made of them. */
const maxSize = 12 * 1024 * 1024
/** Bytes that a thread and a post take beside its text, as measured with three pages of each. */
const [threadSize, postSize] = [15_000, 3000]
/** Milliseconds, in case this process missed a change. */
const lifetime = 60_000

/** With the pages that were made of it. */
export type KeptHead = StoredHead & { pages: Map<string, ThreadPage> }
type CachedHead = { threadId: number; readAt: number; head: KeptHead }
/** A thread that is being read. */
type Begun = { threadId: number; isStale: boolean }
type PageStart = { threadId: number; from: number }

/**
 * The threads that were read last, without what is their reader's own, for members who read what
 * every member reads. Changes drop them.
 */
class SharedHeads {
  readonly #begun = new Set<Begun>()
  readonly #kept = new LRUCache<string, CachedHead>({
    maxSize,
    sizeCalculation: ({ head: { posts, official } }) =>
      [...posts, ...official].reduce(
        (sum, { html }) => sum + 2 * (html?.length ?? 0) + postSize,
        threadSize
      )
  })

  get({ now }: Context, place: PageStart): KeptHead | undefined {
    const kept = this.#kept.get(keyOf(place))
    const at = Date.parse(now)
    const isYoung = kept && Math.abs(at - kept.readAt) < lifetime
    return isYoung && areCurrent(kept.head.marks, at) ? kept.head : undefined
  }

  /** Reads a thread, and keeps it unless it is some reader's alone or has changed meanwhile. */
  async fill(
    { now }: Context,
    place: PageStart,
    read: () => Promise<StoredHead | undefined>
  ): Promise<StoredHead | undefined> {
    const begun = { threadId: place.threadId, isStale: false }
    this.#begun.add(begun)
    const head = await read().finally(() => this.#begun.delete(begun))
    if (head && !begun.isStale && isSameForMembers(head))
      this.#kept.set(keyOf(place), {
        threadId: place.threadId,
        readAt: Date.parse(now),
        // A draft is its reader's, and may be longer than all posts.
        head: { ...head, draft: null, pages: new Map() }
      })
    return head
  }

  drop(isStale: (threadId: number) => boolean): void {
    for (const begun of this.#begun) if (isStale(begun.threadId)) begun.isStale = true
    for (const [key, { threadId }] of this.#kept.entries())
      if (isStale(threadId)) this.#kept.delete(key)
  }

  /** A thread that is being read may have the user in it, so it is stale too. */
  dropThoseWith(userId: number | undefined): void {
    for (const begun of this.#begun) begun.isStale = true
    for (const [key, { head }] of this.#kept.entries())
      if (userId === undefined || peopleIn(head).includes(userId)) this.#kept.delete(key)
  }
}

const areCurrent = (marks: StoredHead['marks'], at: number): boolean =>
  marks.every(({ until }) => until === null || Date.parse(until) > at)

const peopleIn = ({ author, lastPoster, official, posts }: StoredHead): number[] =>
  [author, lastPoster, ...[...official, ...posts].map((post) => post.author)].map(({ id }) => id)

const keyOf = ({ threadId, from }: PageStart) => `${threadId} ${from}`

const all = new WeakMap<Ports, SharedHeads>()

export function sharedHeads(ports: Ports): SharedHeads {
  const known = all.get(ports) ?? new SharedHeads()
  all.set(ports, known)
  return known
}

/** Drops what a process keeps of these threads. Every node calls it after their changes. */
export const dropSharedHeads = (ports: Ports, isStale: (threadId: number) => boolean): void =>
  sharedHeads(ports).drop(isStale)

/** Drops the threads in which a user wrote, after their picture has changed. */
export const dropHeadsWith = (ports: Ports, user?: { userId: number }): void =>
  sharedHeads(ports).dropThoseWith(user?.userId)

/** Whether the actor reads what every member reads, apart from what they wrote. */
export const readsAsMember = ({ actor, writing }: Context): boolean =>
  actor.role !== 'guest' &&
  !atLeast(actor.role, 'staff') &&
  actor.moderates.length === 0 &&
  actor.groups.length === 0 &&
  !writing

/** The author of what is not public reads more; another thread may be hidden from readers any time. */
const isSameForMembers = ({ state, written, accepted, posts }: StoredHead): boolean =>
  state === 'visible' &&
  !written.unseen &&
  !accepted?.successor &&
  posts.every(({ successor }) => successor === null)

/** A head, and if members share it its pages and what is the reader's own, as JSON. */
export type SharedHead = StoredHead & Partial<Pick<KeptHead, 'pages'> & { own: string }>

/** Most members who read a thread in a minute differ in nothing but their language. */
const maxPages = 3

/**
 * Makes a page once for all readers who get the same: whose own part, powers and language are equal and
 * who wrote nothing in the thread, not even a draft. It is frozen, so that its shape is checked once.
 */
export async function onceForMany(
  ctx: Context,
  head: SharedHead,
  beside: object,
  make: () => Promise<ThreadPage>
): Promise<ThreadPage> {
  const { pages, own, authorId, written, draft } = head
  if (!pages || draft || written.posted || authorId === ctx.actor.id) return make()
  const key = JSON.stringify([ctx.locale, classOf(ctx.actor), own, beside])
  const known = pages.get(key)
  if (known) return known
  const made = await make()
  if (!isForMany(ctx, head)) return made
  if (pages.size >= maxPages) pages.clear()
  pages.set(key, Object.freeze(made))
  return made
}

/** Links into the forum are shown as far as this reader may read what they lead to. */
const isForMany = (ctx: Context, { posts }: StoredHead): boolean =>
  posts.every(({ outdatedBody }) => outdatedBody === null) && !haveForumLinks(ctx, posts)

/** All of an actor that rules ask about others' posts. */
const classOf = ({ id, username, session, timeZone, locale, ...powers }: Actor) => powers

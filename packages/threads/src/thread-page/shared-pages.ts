import type { Actor, Context } from '@stoa/core'
import type { ThreadPage } from './contract.ts'
import { haveForumLinks } from './forum-links.ts'
import type { KeptHead } from './shared-heads.ts'
import type { StoredHead } from './thread-head.ts'

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
const classOf = ({ id, username, session, timeZone, country, locale, ...powers }: Actor) => powers

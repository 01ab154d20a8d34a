import { notFound, type Context } from '@stoa/core'
import { numberOnTop, headOf } from './head-shape.ts'
import { knownCategories, type KnownCategory } from '../categories/categories.ts'
import type { ThreadPage } from './contract.ts'
import type { Post } from './post-contract.ts'
import { postsAfter } from './post-rows.ts'
import { postsOf } from './post-shape.ts'
import { goneOrMoved } from './locations.ts'
import { headFor } from './own-part.ts'
import { onceForMany, type SharedHead } from './shared-heads.ts'
import type { PageRange, StoredHead } from './thread-head.ts'
import { findForPage, knownRelatedIds, threadsInOrder, withAddress } from '../lists/similar.ts'
import { isoTime } from '../lists/thread-rows.ts'
import { excerptOfHtml } from '../rendering/excerpt.ts'
import { pageOf, pageSize } from '../urls.ts'

/**
 * Returns a page of a thread: its head, the posts numbered 20(page−1)+1 … 20·page with stubs for
 * those the actor may not read, and on page one the accepted answer.
 * @param options.related also lists related threads
 * @throws Problem 404, also for a page beyond the last; 410 `gone` for an erased thread; 301
 * `moved_permanently` with the `url` of the thread it was merged into
 */
export async function show(
  ctx: Context,
  id: number,
  page: number,
  options: { related: boolean }
): Promise<ThreadPage> {
  const relatedIds = options.related ? knownRelatedIds(ctx, id) : []
  const [known, head] = await Promise.all([
    knownCategories(ctx),
    findHead(ctx, id, page, { ...rangeOf(page), relatedIds })
  ])
  const [announcements, articles, related] = await Promise.all([
    ctx.ports.announcements.linkedAnnouncements(ctx, announcementIds(head)),
    ctx.ports.articles.articlesOfThread(ctx, id),
    options.related ? relatedIn(ctx, head, relatedIds) : undefined
  ])
  const beside = { announcements, articles, ...(related && { related }) }
  return onceForMany(ctx, head, beside, () => pageOfHead(ctx, { head, known, page, beside }))
}

type Parts = {
  head: StoredHead
  known: KnownCategory[]
  page: number
  beside: Pick<ThreadPage, 'announcements' | 'articles' | 'related'>
}

async function pageOfHead(ctx: Context, { head, known, page, beside }: Parts): Promise<ThreadPage> {
  const onTop = page === 1 ? numberOnTop(head) : null
  const posts = await postsOf(ctx, head, head.posts)
  return {
    thread: headOf(ctx, head, known),
    page,
    posts: posts.filter(({ number }) => pageOf(number) === page),
    acceptedPost: posts.find(({ number }) => number === onTop) ?? null,
    official: head.official.map(({ html, ...post }) => ({
      ...withTime(post),
      excerpt: excerptOfHtml(html, excerptLength)
    })),
    history: head.history.map(withTime),
    draft: head.draft,
    ...beside
  }
}

/** About as much as one line of a page; threads with many official posts stay light. */
const excerptLength = 44

/** The first reader of a thread in hours searches, unless others have just done so. */
const relatedIn = async (ctx: Context, { id, related }: StoredHead, ids: number[] | undefined) =>
  ids ? related.map(withAddress) : threadsInOrder(ctx, await findForPage(ctx, id))

const announcementIds = ({ marks }: StoredHead): number[] =>
  marks.flatMap(({ kind, ref }) => (kind === 'announcement' ? [Number(ref)] : []))

const rangeOf = (page: number) => ({ from: pageSize * (page - 1) + 1, to: pageSize * page })
const noPosts = { from: 0, to: -1 }

async function findHead(
  ctx: Context,
  id: number,
  page: number,
  shown: PageRange
): Promise<SharedHead> {
  const head = await headFor(ctx, id, shown)
  if (!head || head.state === 'merged') throw await goneOrMoved(ctx, id)
  if (page > pageOf(head.lastNumber)) throw notFound()
  return head
}

const withTime = <T extends { createdAt: string }>(item: T): T => ({
  ...item,
  createdAt: isoTime(item.createdAt)
})

/**
 * Lists the posts of one page, or the next ones after a number, for clients that need only posts.
 * @throws Problem as `show`
 */
export async function listPosts(
  ctx: Context,
  id: number,
  { page = 1, after }: { page?: number; after?: number }
): Promise<{ items: Post[]; pageCount: number }> {
  const isPage = after === undefined
  const range = isPage ? rangeOf(page) : noPosts
  const head = await findHead(ctx, id, isPage ? page : 1, range)
  const rows = isPage
    ? head.posts.filter(({ number }) => pageOf(number) === page)
    : await postsAfter(ctx, id, after)
  return { items: await postsOf(ctx, head, rows), pageCount: pageOf(head.lastNumber) }
}

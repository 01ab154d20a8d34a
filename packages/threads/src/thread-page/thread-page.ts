import { notFound, type Actor, type Context } from '@stoa/core'
import { isConfirmable, numberOnTop } from './accepted-answer.ts'
import { knownCategories, type KnownCategory } from '../categories/categories.ts'
import type { ThreadHead, ThreadPage } from './contract.ts'
import type { Post } from './post-contract.ts'
import { audienceOf } from '../posting/audience.ts'
import { postsAfter } from './post-rows.ts'
import { postsOf } from './post-shape.ts'
import { goneOrMoved } from './locations.ts'
import { readHead, type Shown, type StoredHead } from './thread-head.ts'
import { outdatedIn } from '../answers/successors.ts'
import { findUnlessBusy, knownRelatedIds, threadsInOrder, withAddress } from '../lists/similar.ts'
import { isoTime, linkTo, threadRowOf } from '../lists/thread-rows.ts'
import { can } from '../policy.ts'
import { excerptOfHtml } from '../rendering/excerpt.ts'
import { pageOf, pageSize } from './page-numbers.ts'

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
  const onTop = page === 1 ? numberOnTop(head) : null
  const [posts, announcements, articles] = await Promise.all([
    postsOf(ctx, head, head.posts),
    ctx.ports.announcements.linkedAnnouncements(ctx, announcementIds(head)),
    ctx.ports.articles.articlesOfThread(ctx, id)
  ])
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
    announcements,
    articles,
    draft: head.draft,
    ...(options.related && { related: await relatedIn(ctx, head, relatedIds) })
  }
}

/** About as much as one line of a page; threads with many official posts stay light. */
const excerptLength = 44

/** The first reader of a thread in hours searches. */
const relatedIn = async (ctx: Context, { id, related }: StoredHead, ids: number[] | undefined) =>
  ids ? related.map(withAddress) : threadsInOrder(ctx, await findUnlessBusy(ctx, id))

const announcementIds = ({ marks }: StoredHead): number[] =>
  marks.flatMap(({ kind, ref }) => (kind === 'announcement' ? [Number(ref)] : []))

const rangeOf = (page: number) => ({ from: pageSize * (page - 1) + 1, to: pageSize * page })
const noPosts = { from: 0, to: -1 }

async function findHead(ctx: Context, id: number, page: number, shown: Shown): Promise<StoredHead> {
  const head = await readHead(ctx, id, shown)
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

function headOf(ctx: Context, head: StoredHead, known: KnownCategory[]): ThreadHead {
  const row = threadRowOf(ctx, head, known)
  const category = known.find(({ id }) => id === head.categoryId)
  const parentId = category?.parentId ?? null
  const escalation = row.marks.find(({ kind }) => kind === 'escalation')
  return {
    ...row,
    parentCategory: parentId === null ? null : linkTo(ctx, parentId, known),
    postCount: head.replyCount + 1,
    pageCount: pageOf(head.lastNumber),
    highestNumber: head.lastNumber,
    acceptedPostId: head.accepted ? head.acceptedPostId : null,
    acceptedNumber: head.accepted?.number ?? null,
    acceptedByAsker: head.acceptedById === head.authorId,
    acceptedConfirmed: head.confirmedById !== null,
    acceptedOutdated: acceptedOutdated(head),
    closeReason: head.closeReason,
    reopensAt: head.reopensAt,
    slowSeconds: head.slowSeconds,
    escalation: escalation ? { state: escalation.state, since: escalation.since } : null,
    following: head.following,
    meToo: head.meToo,
    noindex: head.replyCount === 0 && head.authorTrust === 'new',
    audience: audienceOf(ctx, {
      ...{ id: head.categoryId, rule: head.rule, readers: head.readers },
      holdFirstPosts: category?.holdFirstPosts ?? false
    }),
    can: abilities(ctx.actor, head)
  }
}

const acceptedOutdated = ({ id, accepted }: StoredHead) =>
  accepted && outdatedIn(id, accepted.outdatedAt, accepted.successor)

function abilities(actor: Actor, head: StoredHead): ThreadHead['can'] {
  const escalated = head.marks.some(({ kind }) => kind === 'escalation')
  const thread = { ...head, escalated }
  const isPublic = head.state === 'visible'
  const restructure = can.restructure(actor, thread)
  return {
    moderate: can.moderate(actor, thread),
    reply: can.reply(actor, thread),
    follow: can.follow(actor),
    meToo: isPublic && can.addMeToo(actor, thread),
    confirm: isConfirmable(actor, head),
    retitle: can.retitle(actor, thread),
    move: restructure,
    close: restructure && head.closedAt === null,
    reopen: restructure && head.closedAt !== null,
    pin: isPublic && head.authorId !== actor.id && can.pin(actor, thread, 'category'),
    withdraw: can.withdraw(actor, { ...head, state: head.firstState }),
    escalate: isPublic && can.escalate(actor, thread)
  }
}

import { and, asc, desc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import { publicExcerpt } from '../rendering/markdown.ts'
import { posts, threads } from '../schema.ts'
import { threadUrl } from '../urls.ts'
import { findPair, checkPublic } from './merge.ts'
import { movableIds } from './moved-posts.ts'
import { findModeratedThread, threadColumns } from '../find.ts'
import { authorize } from '../policy.ts'
import { isReadWithin, visibleThreads, whereModerated } from '../visibility.ts'

/** Posts shown of the target, and of what moves there. */
const shownBefore = 3
const shownMoved = 20

/**
 * Shows how a thread would end if another one were merged into it: its last posts, then those that
 * move with the numbers they get.
 * @throws Problem as `mergeThread`
 */
export async function previewMerge(ctx: Context, id: number, into: number) {
  const { target } = await findPair(ctx, id, into)
  const moving = await movableIds(ctx, id)
  const [last, moved] = await Promise.all([lastPosts(ctx, into), postsAmong(ctx, moving)])
  const numbers = new Map(moving.map((post, index) => [post, target.highestNumber + index + 1]))
  const shown = [
    ...last.reverse().map((post) => ({ ...toPost(post), isMoved: false })),
    ...moved.map((post) => ({
      ...toPost({ ...post, number: numbers.get(post.id) ?? post.number }),
      isMoved: true
    }))
  ]
  const { title, replyCount } = target
  return {
    target: { id: into, title, url: threadUrl(into, title), replyCount },
    moving: moving.length,
    posts: shown
  }
}

type Found = Awaited<ReturnType<typeof lastPosts>>[number]

const toPost = ({ body, quarantined, ...post }: Found) => ({
  ...post,
  excerpt: publicExcerpt(body, quarantined)
})

const author = usersAs('author')

const selected = ({ db }: Context) =>
  db
    .select({
      id: posts.id,
      number: posts.number,
      author: authorColumns(author).username,
      body: posts.body,
      quarantined: posts.quarantinedLinks,
      createdAt: posts.createdAt
    })
    .from(posts)
    .innerJoin(author, eq(author.id, posts.authorId))

const isShown = eq(posts.state, 'visible')

const lastPosts = (ctx: Context, threadId: number) =>
  selected(ctx)
    .where(and(eq(posts.threadId, threadId), isShown))
    .orderBy(desc(posts.number))
    .limit(shownBefore)

const postsAmong = (ctx: Context, ids: number[]) =>
  selected(ctx)
    .where(and(inArray(posts.id, ids), isShown))
    .orderBy(asc(posts.number))
    .limit(shownMoved)

const candidates = 20
const pageSize = 8

/**
 * Threads into which the actor may merge this one: those with the typed words in their title, then
 * similar ones; without words, threads similar to it.
 * @throws Problem as `mergeThread` for the thread itself
 */
export async function listMergeTargets(ctx: Context, id: number, q: string) {
  const source = await findModeratedThread(ctx, id)
  authorize.restructure(ctx.actor, source)
  checkPublic(source)
  const words = q.trim()
  const like = { title: words === '' ? source.title : words }
  const similar = await ctx.ports.search.similarThreads(ctx, like, candidates)
  const found = await mergeable(ctx, id, words, similar)
  const same = found.filter((one) => isReadWithin(source, one) && isReadWithin(one, source))
  return { items: same.slice(0, pageSize).map(toTarget) }
}

type Mergeable = Awaited<ReturnType<typeof mergeable>>[number]

const toTarget = ({ id, title, replyCount, lastPostAt }: Mergeable) => ({
  id,
  title,
  replyCount,
  lastPostAt,
  url: threadUrl(id, title)
})

function mergeable(ctx: Context, id: number, words: string, similar: number[]) {
  const isNamed = sql<boolean>`${words} <> '' and ${threads.title} ilike ${`%${escaped(words)}%`}`
  const place = sql`array_position(${sql.param(similar)}::bigint[], ${threads.id})`
  return ctx.db
    .select(threadColumns)
    .from(threads)
    .where(
      and(
        visibleThreads(ctx.actor),
        whereModerated(ctx),
        ...[eq(threads.state, 'visible'), ne(threads.id, id)],
        similar.length > 0 ? or(isNamed, inArray(threads.id, similar)) : isNamed
      )
    )
    .orderBy(desc(isNamed), sql`${place} nulls last`, desc(threads.lastPostAt), desc(threads.id))
    .limit(candidates)
}

const escaped = (words: string) => words.replace(/[\\%_]/g, (sign) => `\\${sign}`)

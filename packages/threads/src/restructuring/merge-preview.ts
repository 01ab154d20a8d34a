import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import { excerpt } from '../rendering/excerpt.ts'
import { publicTextOf } from '../rendering/markdown.ts'
import { posts } from '../schema.ts'
import { threadUrl } from '../urls.ts'
import { findPair } from './merge.ts'
import { movableIds } from './moved-posts.ts'

/** Posts shown of the target, and of what moves there. */
const shownBefore = 3
const shownMoved = 20
const excerptLength = 160

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
  excerpt: excerpt(publicTextOf(body, quarantined), excerptLength)
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

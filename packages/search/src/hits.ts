import { and, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { nameFor } from '@stoa/core/languages'
import { currentMarks, postUrl, visiblePosts, withTimes } from '@stoa/threads'
import { languageOfPost } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import type { hit } from './contract.ts'
import type { Group } from './grouping.ts'
import type { Query } from './query.ts'
import { searchDocuments } from './schema.ts'
import { createMarker, type Marker } from './snippet.ts'

type Hit = z.infer<typeof hit>

/**
 * Reads the best post of each group, as far as the actor may see it, in the order of the groups.
 */
export async function readHits(ctx: Context, groups: Group[], words: Query): Promise<Hit[]> {
  if (groups.length === 0) return []
  const ids = groups.map(({ best }) => best.postId)
  const rows = await select(ctx)
    .where(and(inArray(posts.id, ids), visiblePosts(ctx.actor)))
    .orderBy(sql`array_position(${sql.param(ids)}::bigint[], ${posts.id})`)
  const others = new Map(groups.map(({ best, count }) => [best.postId, count - 1]))
  const marker = createMarker(words)
  return rows.map((row) => toHit(ctx, row, marker, others.get(row.post.id) ?? 0))
}

const columns = (now: string) => ({
  post: {
    id: posts.id,
    number: posts.number,
    language: languageOfPost,
    official: posts.official,
    createdAt: posts.createdAt
  },
  thread: {
    id: threads.id,
    title: threads.title,
    kind: threads.kind,
    language: threads.language,
    solvedAt: threads.solvedAt,
    closedAt: threads.closedAt,
    acceptedPostId: threads.acceptedPostId,
    replyCount: threads.replyCount,
    officialCount: threads.officialCount
  },
  marks: currentMarks(now),
  category: { slug: categories.slug, name: categories.name },
  author: authorColumns(users),
  text: searchDocuments.text
})

const select = ({ db, now }: Context) =>
  db
    .select(columns(now))
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .leftJoin(searchDocuments, eq(searchDocuments.postId, posts.id))

type HitRow = Awaited<ReturnType<typeof select>>[number]

function toHit(ctx: Context, row: HitRow, marker: Marker, otherMatches: number): Hit {
  const { post, thread, marks, category, author, text } = row
  return {
    kind: post.number === 1 ? 'thread' : 'post',
    url: postUrl(thread.id, thread.title, post.number),
    title: thread.title,
    titleHtml: marker.whole(thread.title),
    snippet: marker.passage(text ?? ''),
    textLanguage: post.language,
    threadId: thread.id,
    postId: post.id,
    postNumber: post.number,
    category: { slug: category.slug, ...nameFor(ctx, category.name) },
    author,
    threadKind: thread.kind,
    language: thread.language,
    solved: thread.solvedAt !== null,
    closed: thread.closedAt !== null,
    marks: marks.map(withTimes),
    official: post.official,
    hasOfficialPost: thread.officialCount > 0,
    accepted: thread.acceptedPostId === post.id,
    replyCount: thread.replyCount,
    otherMatches,
    createdAt: post.createdAt
  }
}

import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { decodeCursor, encodeCursor, type Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { categoryName, postUrl, visiblePosts } from '@stoa/threads'
import { categories, posts, threads } from '@stoa/threads/schema'
import type { hit, searchAnswer, searchQuery } from './contract.ts'
import { parseQuery, type Query } from './query.ts'
import { searchDocuments } from './schema.ts'
import { snippet } from './snippet.ts'

type Hit = z.infer<typeof hit>
type Input = z.output<typeof searchQuery>

const pageSize = 20
const snippetLength = 60
const position = z.tuple([z.number().int().min(0).max(10_000)])

/**
 * Finds posts by words and filters; filters may also stand as words in `q`.
 * @returns a page of 20 hits, at most 500 of the newest matches when sorted by relevance
 * @throws Problem 422 `invalid_cursor`
 */
export async function search(ctx: Context, input: Input): Promise<z.infer<typeof searchAnswer>> {
  const engine = ctx.ports.searchEngine
  const words = withFilters(parseQuery(input.q), input)
  if (isEmpty(words)) return { ...nothing, engine: engine.name }
  const offset = input.cursor ? decodeCursor(input.cursor, position)[0] : 0
  const { actor, locale, now } = ctx
  const query = { actor, locale, words, sort: input.sort, now, offset, limit: pageSize + 1 }
  const { postIds, total, totalIsExact } = await engine.find(query)
  const items = await readHits(ctx, postIds.slice(0, pageSize), words)
  const next = postIds.length > pageSize ? encodeCursor([offset + pageSize]) : null
  return { items, next, total, totalIsExact, engine: engine.name }
}

const nothing = { items: [], next: null, total: 0, totalIsExact: true }

/** What is typed in the box goes before what the address says. */
function withFilters(words: Query, input: Input): Query {
  const { category, author, kind, solved, official, tag, language, after, before } = input
  const given = { category, author, kind, solved, official, tag, language, after, before }
  const title = input.in === 'title' ? { in: 'title' as const } : {}
  return { ...words, filters: { ...given, ...title, ...words.filters } }
}

const narrowing = ['category', 'author', 'tag', 'official', 'solved', 'kind'] as const

const isEmpty = ({ all, filters }: Query) =>
  all.length === 0 && narrowing.every((name) => filters[name] === undefined)

/** Reads candidates again through what the actor may see, keeping the engine's order. */
async function readHits(ctx: Context, postIds: number[], words: Query): Promise<Hit[]> {
  if (postIds.length === 0) return []
  const rows = await ctx.db
    .select({
      post: {
        id: posts.id,
        number: posts.number,
        official: posts.official,
        createdAt: posts.createdAt
      },
      thread: {
        id: threads.id,
        title: threads.title,
        language: threads.language,
        solvedAt: threads.solvedAt,
        acceptedPostId: threads.acceptedPostId,
        replyCount: threads.replyCount
      },
      category: { slug: categories.slug, name: categories.name },
      author: authorColumns(users),
      text: searchDocuments.text
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .leftJoin(searchDocuments, eq(searchDocuments.postId, posts.id))
    .where(and(inArray(posts.id, postIds), visiblePosts(ctx.actor)))
    .orderBy(sql`array_position(${sql.param(postIds)}::bigint[], ${posts.id})`)
  return rows.map((row) => toHit(ctx, row, words))
}

type HitRow = {
  post: { id: number; number: number; official: boolean; createdAt: string }
  thread: Pick<
    typeof threads.$inferSelect,
    'id' | 'title' | 'language' | 'solvedAt' | 'acceptedPostId' | 'replyCount'
  >
  category: { slug: string; name: Parameters<typeof categoryName>[0] }
  author: Hit['author']
  text: string | null
}

function toHit(ctx: Context, row: HitRow, words: Query): Hit {
  const { post, thread, category, author, text } = row
  return {
    kind: post.number === 1 ? 'thread' : 'post',
    url: postUrl(thread.id, thread.title, post.number),
    title: thread.title,
    snippet: snippet(text ?? '', words, snippetLength),
    threadId: thread.id,
    postId: post.id,
    postNumber: post.number,
    category: { slug: category.slug, name: categoryName(category.name, ctx.locale) },
    author,
    language: thread.language,
    solved: thread.solvedAt !== null,
    official: post.official,
    accepted: thread.acceptedPostId === post.id,
    replyCount: thread.replyCount,
    createdAt: post.createdAt
  }
}

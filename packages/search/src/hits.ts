import { and, eq, sql, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context, Locale } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { nameFor } from '@stoa/core/languages'
import {
  currentMarks,
  postUrl,
  preparedRead,
  readerValues,
  visiblePosts,
  withTimes
} from '@stoa/threads'
import { languageOfPost } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import { articleOf, numberOf } from './articles/article.ts'
import type { hit, articleHit } from './contract.ts'
import type { Group } from './group.ts'
import type { Query } from './query.ts'
import { searchDocuments, searchArticles as documents } from './schema.ts'
import { createMarker, type Marker } from './snippet.ts'

type Hit = z.infer<typeof hit>

/**
 * Reads the articles, and the best post of each thread, as far as the actor may see them, in the
 * order of the groups.
 */
export async function readHits(
  ctx: Context,
  groups: Group[],
  words: Query
): Promise<(Hit | ArticleHit)[]> {
  const marker = createMarker(words)
  const ids = groups.flatMap(({ best }) => articleOf(best.postId) ?? [])
  const [threads, articles] = await Promise.all([
    readThreadHits(ctx, groups, marker),
    readArticleHits(ctx, ids, marker, words.filters.language)
  ])
  const hits = new Map<number, Hit | ArticleHit>([
    ...threads.map((hit): [number, Hit] => [hit.postId, hit]),
    ...articles.map((hit): [number, ArticleHit] => [numberOf(hit.articleId), hit])
  ])
  return groups.flatMap(({ best }) => hits.get(best.postId) ?? [])
}

async function readThreadHits(ctx: Context, groups: Group[], marker: Marker): Promise<Hit[]> {
  const others = new Map(groups.map(({ best, count }) => [best.postId, count - 1]))
  const ids = [...others.keys()].filter((id) => articleOf(id) === undefined)
  if (ids.length === 0) return []
  const rows = await select(ctx).execute({ ...readerValues(ctx), ids })
  return rows.map((row) => toHit(ctx, row, marker, others.get(row.post.id) ?? 0))
}

const columns = {
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
  marks: currentMarks(sql`${sql.placeholder('now')}::timestamptz`),
  category: { slug: categories.slug, name: categories.name },
  author: authorColumns(users),
  text: searchDocuments.text
}

const isHit = sql`${posts.id} = any(${sql.placeholder('ids')}::bigint[])`

const select = preparedRead((db, reader) =>
  db
    .select(columns)
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .leftJoin(searchDocuments, eq(searchDocuments.postId, posts.id))
    .where(and(isHit, visiblePosts(reader)))
    .prepare('search_hits')
)

type HitRow = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

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

type ArticleHit = z.infer<typeof articleHit>

/**
 * Reads those of these articles that the actor may find, each once, in the reader's language or the
 * nearest.
 * @param language the only one searched, if the search has such a filter
 */
async function readArticleHits(
  ctx: Context,
  ids: number[],
  marker: Marker,
  language: Locale | undefined
): Promise<ArticleHit[]> {
  if (ids.length === 0) return []
  const [rows, texts] = await Promise.all([
    ctx.ports.articles.articlesInOrder(ctx, ids, language),
    textsOf(ctx, ids)
  ])
  return rows.map(({ id, kind, summary, changedAt, ...row }) => ({
    ...{ ...row, kind: 'article', articleId: id, articleKind: kind, createdAt: changedAt },
    titleHtml: marker.whole(row.title),
    snippet: marker.passage(texts.get(keyOf(id, row.language)) ?? summary)
  }))
}

const keyOf = (id: number, language: Locale) => `${id} ${language}`

/** Texts of articles in all languages. Those that are shown have been judged. */
async function textsOf({ db }: Context, ids: number[]): Promise<Map<string, string>> {
  const { articleId, language, text } = documents
  const rows = await db
    .select({ articleId, language, text })
    .from(documents)
    .where(inArray(articleId, ids))
  return new Map(rows.map((row) => [keyOf(row.articleId, row.language), row.text]))
}

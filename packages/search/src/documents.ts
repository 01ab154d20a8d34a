import { and, asc, eq, sql, type SQL } from 'drizzle-orm'
import { guest } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { visiblePosts, type ChangedPost } from '@stoa/threads'
import { publicTextOf, textOfValues } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import type { SearchDocument } from './engine.ts'

const columns = {
  postId: posts.id,
  threadId: posts.threadId,
  number: posts.number,
  body: posts.body,
  fieldValues: posts.fieldValues,
  quarantined: posts.quarantinedLinks,
  title: threads.title,
  categoryId: threads.categoryId,
  parentId: categories.parentId,
  authorId: posts.authorId,
  kind: threads.kind,
  language: threads.language,
  tags: threads.tags,
  official: posts.official,
  solvedAt: threads.solvedAt,
  acceptedPostId: threads.acceptedPostId,
  votes: posts.voteCount,
  writtenAt: posts.createdAt,
  isPublic: sql<boolean>`coalesce((${visiblePosts(guest)}), false)`
}

/** Reads documents of searchable posts, ordered by id. */
export async function readDocuments(
  db: Database,
  which: SQL | undefined,
  limit: number
): Promise<SearchDocument[]> {
  const rows = await select(db).where(and(which, isKept)).orderBy(asc(posts.id)).limit(limit)
  return rows.map(toDocument)
}

/** Condition: posts that have a document. Erased posts and stubs have none. */
export const isKept = sql`${posts.state} not in ('erased', 'moved')`

const select = (db: Database) =>
  db
    .select(columns)
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))

type Row = Omit<Awaited<ReturnType<typeof select>>[number], 'postId' | 'writtenAt'>

/** The document of a post that an event is about; none if it has none. */
export const documentsOf = (post: ChangedPost): SearchDocument[] =>
  post.state === 'erased' || post.state === 'moved'
    ? []
    : [toDocument({ ...post, postId: post.id, writtenAt: post.createdAt })]

function toDocument(row: Row & Pick<SearchDocument, 'postId' | 'writtenAt'>): SearchDocument {
  const { postId, threadId, authorId, kind, language, tags, official, votes, writtenAt } = row
  const { number, body, fieldValues, quarantined, title, categoryId, parentId } = row
  const { solvedAt, isPublic } = row
  return {
    ...{ postId, threadId, authorId, kind, language, tags, official, votes, writtenAt, isPublic },
    title: number === 1 ? title : null,
    text: [publicTextOf(body, quarantined), textOfValues(fieldValues)].filter(Boolean).join('\n'),
    categoryIds: parentId === null ? [categoryId] : [categoryId, parentId],
    solved: solvedAt !== null,
    accepted: row.acceptedPostId === postId
  }
}

import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { authorColumns, usersAs } from '@stoa/accounts'
import { mutedUsers } from '@stoa/accounts/tables'
import { readablePosts, visibleThreads, wasPublic, type Reader } from '../visibility.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { bookmarks, postMoves, posts, threads, votes } from '../schema.ts'
import { successorOf } from '../answers/successors.ts'
import { pageSize } from './page-numbers.ts'

const author = usersAs('author')
const answered = alias(posts, 'answered')
const answeredAuthor = usersAs('answered_author')

const readable = (reader: Reader) => sql<boolean>`(${readablePosts(reader)})`

const postColumns = (reader: Reader) => ({
  id: posts.id,
  number: posts.number,
  authorId: posts.authorId,
  author: authorColumns(author),
  authorRole: posts.authorRole,
  official: posts.official,
  state: posts.state,
  readable: readable(reader),
  html: sql<string | null>`case when ${readable(reader)} then ${posts.html} end`,
  // Markdown is read only for posts that an older renderer made, to render them again.
  outdatedBody: sql<string | null>`case when ${posts.rendererVersion} <> ${rendererVersion}
    and ${readable(reader)} then ${posts.body} end`,
  quarantinedLinks: posts.quarantinedLinks,
  releasedLinks: posts.releasedLinks,
  leadsOut: posts.leadsOut,
  hiddenReason: posts.hiddenReason,
  autoHidden: posts.autoHidden,
  hiddenByStaff: posts.hiddenByStaff,
  replyToNumber: posts.replyToNumber,
  replyToUsername: answeredAuthor.username,
  voteCount: posts.voteCount,
  revisionCount: posts.revisionCount,
  createdAt: posts.createdAt,
  editedAt: posts.editedAt,
  outdatedAt: posts.outdatedAt,
  successor: successorOf(reader),
  movedPostId: sql<number | null>`case when ${posts.state} = 'moved' then (
    select ${postMoves.postId} from ${postMoves} where ${postMoves.fromThreadId} = ${posts.threadId}
      and ${postMoves.fromNumber} = ${posts.number}) end`,
  voted: sql<boolean>`exists (select from ${votes}
    where ${votes.postId} = ${posts.id} and ${eq(votes.userId, reader.id)})`,
  bookmarked: sql<boolean>`exists (select from ${bookmarks}
    where ${bookmarks.postId} = ${posts.id} and ${eq(bookmarks.userId, reader.id)})`,
  authorMuted: sql<boolean>`exists (select from ${mutedUsers}
    where ${mutedUsers.mutedUserId} = ${posts.authorId} and ${eq(mutedUsers.userId, reader.id)})`
})

/** Selects the posts of one thread that the reader may read, and stubs of the others. */
const selectPosts = (db: Database, reader: Reader) => {
  const ofThread = and(
    eq(posts.threadId, sql.placeholder('threadId')),
    visibleThreads(reader),
    sql`(${wasPublic(posts)} or ${readable(reader)})`
  )
  const rows = db
    .select(postColumns(reader))
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(author, eq(author.id, posts.authorId))
    .leftJoin(
      answered,
      and(
        eq(answered.threadId, posts.threadId),
        eq(answered.number, posts.replyToNumber),
        wasPublic(answered)
      )
    )
    .leftJoin(answeredAuthor, eq(answeredAuthor.id, answered.authorId))
    .orderBy(asc(posts.number))
  return { rows, ofThread }
}

const numbered = preparedRead((db, reader) => {
  const { rows, ofThread } = selectPosts(db, reader)
  const wanted = sql`${posts.number} = any(${sql.placeholder('numbers')}::int[])`
  // A page and the accepted post. Without the limit, PostgreSQL plans for long threads and reads
  // all posts of the thread to join twenty.
  return rows
    .where(and(ofThread, wanted))
    .limit(pageSize + 1)
    .prepare('posts_numbered')
})

const following = preparedRead((db, reader) => {
  const { rows, ofThread } = selectPosts(db, reader)
  const wanted = gt(posts.number, sql.placeholder('after'))
  return rows.where(and(ofThread, wanted)).limit(pageSize).prepare('posts_following')
})

export type StoredPost = Awaited<ReturnType<ReturnType<typeof numbered>['execute']>>[number]

/** Returns the posts of a thread with these numbers, in order. */
export const postsNumbered = (ctx: Context, threadId: number, numbers: number[]) =>
  numbered(ctx).execute({ ...readerValues(ctx), threadId, numbers })

/** Returns the next posts of a thread after a number, at most one page. */
export const postsAfter = (ctx: Context, threadId: number, after: number) =>
  following(ctx).execute({ ...readerValues(ctx), threadId, after })

import { eq, gt, sql, type SQL } from 'drizzle-orm'
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types'
import { alias } from 'drizzle-orm/pg-core'
import type { Context, Locale } from '@stoa/core'
import { jsonOf, preparedStatement } from '@stoa/core/data'
import { authorColumns, usersAs } from '@stoa/accounts'
import { formerNameOf, mutedUsers, users } from '@stoa/accounts/tables'
import { readablePosts, visibleThreads, wasPublic, type Reader } from '../visibility.ts'
import { byReader, nowPlaceholder, readerValues } from '../prepared.ts'
import type { FieldValues } from '../fields/schema.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { languageOfPost } from '../rendering/stored.ts'
import { bookmarks, postMoves, posts, threads, votes } from '../schema.ts'
import { successorOf } from '../answers/outdated.ts'
import { pageSize } from '../urls.ts'

const author = usersAs('author')
const answered = alias(posts, 'answered')
const answeredAuthor = usersAs('answered_author')

const readable = (reader: Reader) => sql<boolean>`(${readablePosts(reader)})`

/** Columns about the reader. */
const ownOfPost = (reader: Reader) => ({
  voted: sql<boolean>`exists (select from ${votes}
    where ${votes.postId} = ${posts.id} and ${eq(votes.userId, reader.id)})`,
  bookmarked: sql<boolean>`exists (select from ${bookmarks}
    where ${bookmarks.postId} = ${posts.id} and ${eq(bookmarks.userId, reader.id)})`,
  authorMuted: sql<boolean>`exists (select from ${mutedUsers}
    where ${mutedUsers.mutedUserId} = ${posts.authorId} and ${eq(mutedUsers.userId, reader.id)})`
})

const postColumns = (reader: Reader) => ({
  id: posts.id,
  version: rowVersion(posts),
  number: posts.number,
  authorId: posts.authorId,
  author: authorColumns(author),
  formerName: formerNameOf(author, nowPlaceholder),
  authorRole: posts.authorRole,
  official: posts.official,
  state: posts.state,
  readable: readable(reader),
  language: sql<Locale>`case when ${readable(reader)} then ${languageOfPost}
    else ${threads.language} end`,
  html: sql<string | null>`case when ${readable(reader)} then ${posts.html} end`,
  fieldValues: sql<FieldValues | null>`case when ${readable(reader)} then ${posts.fieldValues} end`,
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
  replyToUsername: sql<string | null>`${answeredAuthor.username}`,
  voteCount: posts.voteCount,
  revisionCount: posts.revisionCount,
  createdAt: posts.createdAt,
  editedAt: posts.editedAt,
  outdatedAt: posts.outdatedAt,
  successor: successorOf(reader),
  movedPostId: sql<number | null>`case when ${posts.state} = 'moved' then (
    select ${postMoves.postId} from ${postMoves} where ${postMoves.fromThreadId} = ${posts.threadId}
      and ${postMoves.fromNumber} = ${posts.number}) end`,
  ...ownOfPost(reader)
})

/**
 * A column of a query over `threads`: a list of posts that the reader may read, and stubs of the
 * others, in order.
 * @param limit without it PostgreSQL plans for long threads, and reads all their posts to join twenty
 */
const postsWhere = (reader: Reader, condition: SQL, limit: number) => sql<StoredPost[]>`(
  select coalesce(json_agg(post), '[]') from (
    select ${jsonOf(postColumns(reader))} as post
    from ${posts}
    join ${users} author on ${author.id} = ${posts.authorId}
    left join ${posts} answered on ${answered.threadId} = ${posts.threadId}
      and ${answered.number} = ${posts.replyToNumber} and ${wasPublic(answered)}
    left join ${users} answered_author on ${answeredAuthor.id} = ${answered.authorId}
    where ${posts.threadId} = ${threads.id} and (${wasPublic(posts)} or ${readable(reader)})
      and ${condition}
    order by ${posts.number} limit ${limit}) listed)`

export type OwnOfPost = keyof ReturnType<typeof ownOfPost>
export type StoredPost = SelectResultFields<ReturnType<typeof postColumns>>

/** The numbers of the accepted post and of its successor, which a first page shows on top. */
const numbersOnTop = sql`array(select top.number from ${posts} top
  where ${sql.placeholder('from')}::int = 1 and top.thread_id = ${threads.id}
    and top.id in (${threads.acceptedPostId}, (select accepted.successor_id from ${posts} accepted
      where accepted.id = ${threads.acceptedPostId})))`

/**
 * A column of a query over `threads`: the posts numbered `from` to `to`, and on the first page those
 * that may be shown on top.
 */
export const postsOnPage = (reader: Reader) =>
  postsWhere(
    reader,
    sql`${posts.number} = any(array(select generate_series(${sql.placeholder('from')}::int,
      ${sql.placeholder('to')}::int)) || ${numbersOnTop})`,
    pageSize + 2
  )

const following = byReader((reader) =>
  preparedStatement<{ posts: StoredPost[] }>(
    () => sql`select ${postsWhere(reader, gt(posts.number, sql.placeholder('after')), pageSize)} as posts
      from ${threads}
      where ${threads.id} = ${sql.placeholder('threadId')} and ${visibleThreads(reader)}`
  )
)

/** Returns the next posts of a thread after a number, at most one page. */
export async function postsAfter(ctx: Context, threadId: number, after: number) {
  const [row] = await following(ctx)(ctx.db, { ...readerValues(ctx), threadId, after })
  return row?.posts ?? []
}

/** The transaction that wrote a row last. Whatever is changed in the row changes it. */
export const rowVersion = (table: typeof posts | typeof threads) => sql<string>`${table}.xmin::text`

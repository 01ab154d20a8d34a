import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { jsonOf } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import { mutedUsers } from '@stoa/accounts/tables'
import { preparedRead, readerValues } from '../prepared.ts'
import { bookmarks, posts, threads, votes } from '../schema.ts'
import { visibleThreads, type Reader } from '../visibility.ts'
import { rowVersion, type OwnOfPost, type StoredPost } from './post-rows.ts'
import { readsAsMember, sharedHeads, type KeptHead, type SharedHead } from './shared-heads.ts'
import { ownColumns, readHead, type PageRange, type StoredHead } from './thread-head.ts'

const postIds = sql`${sql.placeholder('postIds')}::bigint[]`

/**
 * The versions of the posts, with which the shared part must agree: none was hidden, edited or
 * redacted on another node a moment ago.
 */
const postVersions = sql<string[]>`array(select ${rowVersion(posts)} from ${posts}
  where ${posts.id} = any(${postIds}) order by ${posts.number})`

const columns = (reader: Reader) => ({
  ...ownColumns(reader),
  version: rowVersion(threads),
  postVersions,
  votedIds: sql<number[]>`array(select ${votes.postId} from ${votes}
    where ${eq(votes.userId, reader.id)} and ${votes.postId} = any(${postIds}))`,
  bookmarkedIds: sql<number[]>`array(select ${bookmarks.postId} from ${bookmarks}
    where ${eq(bookmarks.userId, reader.id)} and ${bookmarks.postId} = any(${postIds}))`,
  mutedIds: sql<number[]>`array(select ${mutedUsers.mutedUserId} from ${mutedUsers}
    where ${eq(mutedUsers.userId, reader.id)}
      and ${mutedUsers.mutedUserId} = any(${sql.placeholder('authorIds')}::bigint[]))`
})

const select = (db: Database, reader: Reader) =>
  db.select({ own: jsonOf(columns(reader)) }).from(threads)

const ownParts = preparedRead((db, reader) =>
  select(db, reader)
    .where(and(eq(threads.id, sql.placeholder('threadId')), visibleThreads(reader)))
    .prepare('thread_own_part')
)

type OwnPart = Awaited<ReturnType<typeof select>>[number]['own']

/**
 * Returns the head of a thread with the posts and history lines of a page. A member without powers
 * gets what others have read already, and only what is their own is read: a third of the work.
 */
export async function headFor(
  ctx: Context,
  threadId: number,
  shown: PageRange
): Promise<SharedHead | undefined> {
  if (!readsAsMember(ctx)) return readHead(ctx, threadId, shown)
  const [heads, place] = [sharedHeads(ctx.ports), { threadId, from: shown.from }]
  const shared = heads.get(ctx, place)
  const own = shared && (await readOwn(ctx, shared, shown))
  if (own && isCurrent(shared, own)) return withOwn(shared, own)
  return heads.fill(ctx, place, () => readHead(ctx, threadId, shown))
}

async function readOwn(
  ctx: Context,
  { id, posts }: StoredHead,
  { relatedIds = [] }: PageRange
): Promise<OwnPart | undefined> {
  const ids = {
    postIds: posts.map(({ id }) => id),
    authorIds: posts.map(({ authorId }) => authorId)
  }
  const values = { ...readerValues(ctx), threadId: id, relatedIds, ...ids }
  const [row] = await ownParts(ctx).execute(values)
  return row?.own
}

/** Whether the reader reads in the thread what was read for others, as it is now. */
const isCurrent = (shared: StoredHead, own: OwnPart): boolean =>
  !own.written.unseen &&
  own.version === shared.version &&
  own.postVersions.join() === shared.posts.map(({ version }) => version).join()

function withOwn(shared: KeptHead, own: OwnPart): SharedHead {
  const { votedIds, bookmarkedIds, mutedIds, postVersions: _, ...head } = own
  const ownOf = ({ id, authorId }: StoredPost): Pick<StoredPost, OwnOfPost> => ({
    voted: votedIds.includes(id),
    bookmarked: bookmarkedIds.includes(id),
    authorMuted: mutedIds.includes(authorId)
  })
  return {
    ...shared,
    ...head,
    own: JSON.stringify(own),
    posts: shared.posts.map((post) => ({ ...post, ...ownOf(post) }))
  }
}

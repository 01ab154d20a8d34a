import { and, eq, sql } from 'drizzle-orm'
import type { Context, Role, Trust } from '@stoa/core'
import { jsonOf } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import { authorColumns, usersAs } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import type { Author } from '@stoa/core/contract'
import type { ThreadPage, ThreadHead } from './contract.ts'
import {
  readablePosts,
  readersOf,
  ruleOf,
  visibleThreads,
  wasPublic,
  writersOf,
  type Reader
} from '../visibility.ts'
import { preparedRead, readerValues } from '../prepared.ts'
import { languageOfPost } from '../rendering/stored.ts'
import { posts, threadHistory, threads, drafts, meToos, threadFollowings } from '../schema.ts'
import { isVouchedFor, successorOf, type Successor } from '../answers/outdated.ts'
import { author, lastPoster, rowColumns, readNumber, unreadFrom } from '../lists/thread-rows.ts'
import { postsOnPage, rowVersion } from './post-rows.ts'
import { threadsAmong } from '../lists/similar.ts'

/** The columns of `authorColumns` as one JSON value, for lists inside a row. */
const authorJson = (table: ReturnType<typeof usersAs>) =>
  sql<Author>`json_build_object('id', ${table.id}, 'username', ${table.username},
    'role', ${authorColumns(table).role}, 'formerStaff', ${table.formerStaff},
    'picture', ${authorColumns(table).picture},
    'erased', ${table.erasedAt} is not null)`

type Accepted = {
  number: number
  authorId: number
  editedAt: string | null
  trust: Trust
  role: Role
  outdatedAt: string | null
  vouched: boolean
  successor: Successor | null
}

const answerer = usersAs('answerer')
const officer = usersAs('officer')

/** The accepted post, if it is visible. */
const accepted = (
  reader: Reader
) => sql<Accepted | null>`(select json_build_object('number', ${posts.number},
    'authorId', ${posts.authorId}, 'editedAt', ${posts.editedAt}, 'trust', ${answerer.trust}, 'role', ${answerer.role},
    'outdatedAt', ${posts.outdatedAt}, 'vouched', ${isVouchedFor}, 'successor', ${successorOf(reader)})
  from ${posts} join ${users} answerer on ${answerer.id} = ${posts.authorId}
  where ${posts.id} = ${threads.acceptedPostId} and ${posts.state} = 'visible')`

type Official = Omit<ThreadPage['official'][number], 'excerpt'> & { html: string }

/** With the beginning of their HTML, of which pages show one line. */
const official = sql<Official[]>`(select coalesce(json_agg(json_build_object(
    'id', ${posts.id}, 'number', ${posts.number}, 'createdAt', ${posts.createdAt},
    'html', left(${posts.html}, 600), 'language', ${languageOfPost},
    'author', ${authorJson(officer)}) order by ${posts.number}), '[]')
  from ${posts} join ${users} officer on ${officer.id} = ${posts.authorId}
  where ${posts.threadId} = ${threads.id} and ${posts.official} and ${posts.state} = 'visible')`

const history = sql<ThreadPage['history']>`(select coalesce(json_agg(json_build_object(
    'kind', ${threadHistory.kind}, 'afterNumber', ${threadHistory.afterNumber},
    'actorRole', ${threadHistory.actorRole}, 'detail', ${threadHistory.detail},
    'createdAt', ${threadHistory.createdAt})
    order by ${threadHistory.afterNumber}, ${threadHistory.id}), '[]')
  from ${threadHistory} where ${threadHistory.threadId} = ${threads.id} and ${threadHistory.afterNumber}
    between ${sql.placeholder('from')}::int and ${sql.placeholder('to')}::int)`

/** State of the first post, whose text may be hidden while the thread stays visible. */
const firstState = sql<(typeof posts.state.enumValues)[number]>`(select ${posts.state} from ${posts}
  where ${posts.threadId} = ${threads.id} and ${posts.number} = 1)`

/**
 * Number of the last post that the reader knows of; posts with higher numbers may await approval.
 */
const lastNumber = (reader: Reader) => sql<number>`(
  select coalesce(max(${posts.number}), 1) from ${posts} where ${posts.threadId} = ${threads.id}
    and (${wasPublic(posts)} or ${readablePosts(reader)}))`

const columns = (reader: Reader) => ({
  ...rowColumns(reader),
  version: rowVersion(threads),
  lastNumber: lastNumber(reader),
  firstState,
  authorId: threads.authorId,
  authorTrust: author.trust,
  rule: ruleOf,
  readers: readersOf,
  writers: writersOf,
  mergedInto: threads.mergedInto,
  acceptedPostId: threads.acceptedPostId,
  acceptedAt: threads.acceptedAt,
  acceptedById: threads.acceptedById,
  confirmedById: threads.confirmedById,
  closeReason: threads.closeReason,
  reopensAt: threads.reopensAt,
  slowSeconds: threads.slowSeconds,
  accepted: accepted(reader),
  official,
  history,
  posts: postsOnPage(reader),
  ...ownColumns(reader)
})

const select = (db: Database, reader: Reader) =>
  db
    .select({ head: jsonOf(columns(reader)) })
    .from(threads)
    .innerJoin(author, eq(author.id, threads.authorId))
    .innerJoin(lastPoster, eq(lastPoster.id, threads.lastPosterId))

const heads = preparedRead((db, reader) =>
  select(db, reader)
    .where(and(eq(threads.id, sql.placeholder('threadId')), visibleThreads(reader)))
    .prepare('thread_head')
)

export type StoredHead = Awaited<ReturnType<typeof select>>[number]['head']

/** The numbers of the first and last post of a page, and the threads to name as related. */
export type PageRange = { from: number; to: number; relatedIds?: number[] }

/** Returns the head of a thread with the posts and history lines of a page. */
export async function readHead(
  ctx: Context,
  threadId: number,
  { relatedIds = [], ...range }: PageRange
): Promise<StoredHead | undefined> {
  const values = { ...readerValues(ctx), threadId, ...range, relatedIds }
  const [row] = await heads(ctx).execute(values)
  return row?.head
}

const following = ({ id }: Reader) => sql<ThreadHead['following']>`(
  select ${threadFollowings.level} from ${threadFollowings}
  where ${threadFollowings.threadId} = ${threads.id} and ${eq(threadFollowings.userId, id)})`

const meToo = ({ id }: Reader) => sql<boolean>`exists (select from ${meToos}
  where ${meToos.threadId} = ${threads.id} and ${eq(meToos.userId, id)})`

/** Whether the reader wrote a visible post in the thread, and whether one that is not. */
type Written = { posted: boolean; unseen: boolean }

const written = ({ id }: Reader) => sql<Written>`(
  select json_build_object('posted', coalesce(bool_or(${posts.state} = 'visible'), false),
    'unseen', coalesce(bool_or(${posts.state} <> 'visible'), false))
  from ${posts} where ${posts.threadId} = ${threads.id} and ${eq(posts.authorId, id)})`

const draft = ({ id }: Reader) => sql<ThreadPage['draft']>`(
  select jsonb_build_object('body', ${drafts.content} ->> 'body',
    'replyTo', (${drafts.content} ->> 'replyTo')::int)
  from ${drafts} where ${eq(drafts.userId, id)} and ${drafts.key} = 'thread:' || ${threads.id})`

/** Columns that are the reader's own in a thread. Members who read the same posts share the rest. */
export const ownColumns = (reader: Reader) => ({
  readNumber: readNumber(reader),
  unreadFrom: unreadFrom(reader),
  following: following(reader),
  meToo: meToo(reader),
  written: written(reader),
  draft: draft(reader),
  related: threadsAmong(reader, sql.placeholder('relatedIds'))
})

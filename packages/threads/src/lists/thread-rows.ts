import { and, eq, gt, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types'
import type { Context } from '@stoa/core'
import { jsonOf } from '@stoa/core/data'
import { authorColumns, usersAs } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { categoryLink, type KnownCategory } from '../categories/categories.ts'
import type { ThreadRow } from '../shapes.ts'
import { nowPlaceholder } from '../prepared.ts'
import { readablePosts, type Reader } from '../visibility.ts'
import { posts, readings, threadMarks, threads } from '../schema.ts'
import { threadUrl } from '../urls.ts'

type Mark = ThreadRow['marks'][number]

export const author = usersAs('author')
export const lastPoster = usersAs('last_poster')

/** Condition: the mark has not expired. */
export const currentMark = (now: SQL | string) =>
  or(isNull(threadMarks.until), gt(threadMarks.until, sql`${now}`))

/** The current marks of a thread as JSON; pass them through `withTimes`. */
export const currentMarks = (now: SQL | string) => sql<
  Mark[]
>`(select coalesce(json_agg(json_build_object(
    'kind', kind, 'ref', ref, 'state', state, 'since', since, 'until', until) order by since), '[]')
  from ${threadMarks} where ${eq(threadMarks.threadId, threads.id)} and ${currentMark(now)})`

export const readNumber = ({ id }: Pick<Reader, 'id'>) =>
  sql<number | null>`(select ${readings.number} from ${readings}
    where ${eq(readings.userId, id)} and ${eq(readings.threadId, threads.id)})`

/** The first number after the reading position that the reader may read. Stubs do not count. */
export const unreadFrom = (reader: Reader) => {
  if (reader.role === 'guest') return sql<number | null>`null::integer`
  const behind = sql`${posts.number} > ${readNumber(reader)}`
  const unread = and(eq(posts.threadId, threads.id), behind, readablePosts(reader))
  return sql<number | null>`(select min(${posts.number}) from ${posts} where ${unread})`
}

/** Columns of rows and heads of threads; the query must join `author` and `lastPoster`. */
export const rowColumns = (reader: Reader) => ({
  id: threads.id,
  title: threads.title,
  kind: threads.kind,
  language: threads.language,
  state: threads.state,
  categoryId: threads.categoryId,
  tags: threads.tags,
  author: authorColumns(author),
  lastPoster: authorColumns(lastPoster),
  createdAt: threads.createdAt,
  lastPostAt: threads.lastPostAt,
  replyCount: threads.replyCount,
  voteCount: threads.voteCount,
  meTooCount: threads.meTooCount,
  officialCount: threads.officialCount,
  solvedAt: threads.solvedAt,
  closedAt: threads.closedAt,
  marks: currentMarks(nowPlaceholder),
  readNumber: readNumber(reader),
  unreadFrom: unreadFrom(reader)
})

/**
 * A column: the list rows of threads.
 * @param rest condition, order and limit of the query over `threads`
 */
export const rowsWhere = (reader: Reader, rest: SQL) => sql<StoredRow[]>`(
  select coalesce(json_agg(listed), '[]') from (
    select ${jsonOf(rowColumns(reader))} as listed
    from ${threads}
    join ${users} author on ${author.id} = ${threads.authorId}
    join ${users} last_poster on ${lastPoster.id} = ${threads.lastPosterId}
    ${rest}) rows)`

export type StoredRow = SelectResultFields<ReturnType<typeof rowColumns>>

/** Builds a thread's list row from what `rowsWhere` read. The contract drops what is not part of it. */
export function threadRowOf(
  ctx: Pick<Context, 'actor' | 'locale' | 'ports'>,
  row: StoredRow,
  known: KnownCategory[]
): ThreadRow {
  return {
    ...row,
    url: threadUrl(row.id, row.title),
    category: linkTo(ctx, row.categoryId, known),
    marks: row.marks.map(withTimes),
    solved: row.solvedAt !== null,
    closed: row.closedAt !== null,
    hasOfficialPost: row.officialCount > 0,
    unread: ctx.actor.id > 0 && row.readNumber === null
  }
}

/**
 * Link to a category. A category created on another node a moment ago is not cached yet, so it has
 * no name.
 */
export function linkTo(ctx: Pick<Context, 'locale' | 'ports'>, id: number, known: KnownCategory[]) {
  const category = known.find((other) => other.id === id)
  return category ? categoryLink(ctx, category) : { id, slug: String(id), name: '' }
}

/** Converts the times of a mark, which PostgreSQL writes into JSON in its own format. */
export const withTimes = (mark: Mark): Mark => ({
  ...mark,
  since: isoTime(mark.since),
  until: mark.until && isoTime(mark.until)
})

/** Converts a time from JSON made by PostgreSQL to the format of `time()` columns. */
export const isoTime = (time: string) => new Date(time).toISOString()

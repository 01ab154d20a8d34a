import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Column, Placeholder, SQL } from 'drizzle-orm'
import { signInRequired, type Locale } from '@stoa/core'
import { idOfNamed } from '@stoa/accounts'
import { mutedUsers } from '@stoa/accounts/tables'
import { languagesRead } from '@stoa/core/languages'
import type { ThreadFilter } from './contract.ts'
import { readablePosts, visibleThreads, type Reader } from '../visibility.ts'
import { categoryFollowings, posts, threadFollowings, threads } from '../schema.ts'

/** A list: its filter, the categories of the filter's slug, and the language of its reader. */
export type Listing = {
  filter: Omit<ThreadFilter, 'cursor'>
  categoryIds?: number[]
  locale: Locale
  /** The forum has no other language, so nothing is hidden for its language. */
  oneLanguage: boolean
  /** For a list of followed threads: whether the reader follows categories. */
  followsCategories?: boolean
}

/**
 * Conditions for the threads of a list.
 * @throws Problem 401 if a guest filters by `following`
 */
export function listed(reader: Reader, listing: Listing): SQL | undefined {
  const { filter, categoryIds } = listing
  return and(
    visibleThreads(reader),
    categoryIds && inCategories(categoryIds),
    sql`${threads.state} in ('visible', 'awaiting_approval')`,
    filter.kind && eq(threads.kind, filter.kind),
    isSet(threads.solvedAt, filter.solved),
    isSet(threads.closedAt, filter.closed),
    official(filter.official),
    unanswered(filter.unanswered),
    filter.tag === undefined ? undefined : taggedWith(filter.tag.toLowerCase()),
    filter.field && answeredWith(reader, filter.field),
    filter.author === undefined
      ? undefined
      : sql`${threads.authorId} = ${idOfNamed(filter.author)}`,
    filter.following ? followedBy(reader, listing) : notMutedBy(reader, filter),
    inLanguages(listing)
  )
}

const isSet = (column: Column, wanted: boolean | undefined) => {
  if (wanted === undefined) return undefined
  return wanted ? isNotNull(column) : isNull(column)
}

// Conditions as the indexes of threads have them.
const official = (wanted: boolean | undefined) =>
  wanted === undefined ? undefined : sql`${threads.officialCount} ${wanted ? sql`> 0` : sql`= 0`}`

const unanswered = (wanted: boolean | undefined) => {
  if (wanted === undefined) return undefined
  return wanted
    ? sql`${threads.state} = 'visible' and ${threads.replyCount} = 0`
    : sql`${threads.replyCount} > 0`
}

/** Condition: the thread has this tag, as it is stored. */
export const taggedWith = (tag: string | Placeholder) =>
  sql`${threads.tags} @> array[${tag}]::text[]`

/** The first post may be hidden while its thread is not; its answers are hidden with it. */
const answeredWith = (reader: Reader, choices: string[]) => sql`${threads.fieldChoices} <> '{}'
  and ${threads.fieldChoices} @> ${sql.param(choices)}::text[]
  and exists (select from ${posts} where ${posts.threadId} = ${threads.id} and ${posts.number} = 1
    and ${readablePosts(reader)})`

/** Mutes do not apply to the list of one category or one author. */
function notMutedBy(reader: Reader, { category, author }: Listing['filter']) {
  if (reader.role === 'guest' || category !== undefined || author !== undefined) return undefined
  return and(
    sql`${threads.categoryId} <> all(array(${categoriesAt('muted', reader)}))`,
    sql`${threads.authorId} <> all(array(select ${mutedUsers.mutedUserId} from ${mutedUsers}
      where ${eq(mutedUsers.userId, reader.id)}))`
  )
}

/**
 * A list of followed threads alone is read by their ids. With the threads of followed categories it
 * is read in its order, which finds a page soon because categories have many.
 */
function followedBy(reader: Reader, { followsCategories }: Listing) {
  if (reader.role === 'guest') throw signInRequired()
  const at = (level: string) => sql`(select ${threadFollowings.threadId} from ${threadFollowings}
    where ${eq(threadFollowings.userId, reader.id)} and ${threadFollowings.level} = ${level})`
  const isFollowed = sql`${threads.id} = any(array${at('following')})`
  if (!followsCategories) return isFollowed
  return sql`(${isFollowed}
    or ${threads.categoryId} = any(array(${categoriesAt('following', reader)})))
    and ${threads.id} <> all(array${at('muted')})`
}

const categoriesAt = (level: 'following' | 'muted', reader: Reader) =>
  sql`select ${categoryFollowings.categoryId} from ${categoryFollowings}
    where ${eq(categoryFollowings.userId, reader.id)} and ${eq(categoryFollowings.level, level)}`

/** Condition for the reader's languages, unless the filter names another or selects by person. */
function inLanguages({ locale, oneLanguage, filter: { language, author, following } }: Listing) {
  if (language === 'all' || oneLanguage) return undefined
  if (language !== undefined) return eq(threads.language, language)
  if (author !== undefined || following) return undefined
  return sql`${threads.language} = any(${sql.param(languagesRead(locale))})`
}

/**
 * Condition for threads in these categories. A single category is compared with `=`, so that its
 * index gives the order.
 */
export const inCategories = (ids: number[]) => {
  const [first] = ids
  if (ids.length === 1 && first !== undefined) return eq(threads.categoryId, first)
  return sql`${threads.categoryId} = any(${sql.param(ids)})`
}

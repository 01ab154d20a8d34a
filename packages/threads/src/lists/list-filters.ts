import { and, eq, isNotNull, isNull, sql, type Column, type SQL } from 'drizzle-orm'
import { signInRequired, type Actor, type Context } from '@stoa/core'
import { idOfNamed } from '@stoa/accounts'
import { mutedUsers } from '@stoa/accounts/tables'
import type { KnownCategory } from '../categories/categories.ts'
import type { ThreadFilter } from './contract.ts'
import { languagesOf } from './languages.ts'
import { visibleThreads } from '../visibility.ts'
import { categoryFollowings, threadFollowings, threads } from '../schema.ts'

/**
 * Conditions for threads of a list, without category and cursor.
 * @throws Problem 401 if a guest filters by `following`
 */
export function listed(ctx: Context, filter: ThreadFilter): SQL | undefined {
  const { actor } = ctx
  return and(
    visibleThreads(actor),
    filter.sort === 'unanswered'
      ? sql`${threads.state} = 'visible' and ${threads.replyCount} = 0`
      : sql`${threads.state} in ('visible', 'awaiting_approval')`,
    filter.kind && eq(threads.kind, filter.kind),
    isSet(threads.solvedAt, filter.solved),
    isSet(threads.closedAt, filter.closed),
    filter.tag === undefined ? undefined : taggedWith(filter.tag),
    filter.author === undefined
      ? undefined
      : sql`${threads.authorId} = ${idOfNamed(filter.author)}`,
    filter.following ? followedBy(actor) : notMutedBy(actor, filter),
    inLanguages(ctx, filter)
  )
}

const isSet = (column: Column, wanted: boolean | undefined) => {
  if (wanted === undefined) return undefined
  return wanted ? isNotNull(column) : isNull(column)
}

const taggedWith = (tag: string) => sql`${threads.tags} @> array[${tag.toLowerCase()}]::text[]`

/** Mutes do not apply to the list of one category or one author. */
function notMutedBy(actor: Actor, { category, author }: ThreadFilter) {
  if (actor.id === 0 || category !== undefined || author !== undefined) return undefined
  return and(
    sql`${threads.categoryId} <> all(array(${categoriesAt('muted', actor)}))`,
    sql`${threads.authorId} <> all(array(select ${mutedUsers.mutedUserId} from ${mutedUsers}
      where ${eq(mutedUsers.userId, actor.id)}))`
  )
}

function followedBy(actor: Actor) {
  if (actor.id === 0) throw signInRequired()
  const at = (level: string) => sql`(select ${threadFollowings.threadId} from ${threadFollowings}
    where ${threadFollowings.userId} = ${actor.id} and ${threadFollowings.level} = ${level})`
  return sql`(${threads.id} = any(array${at('following')})
    or ${threads.categoryId} = any(array(${categoriesAt('following', actor)})))
    and ${threads.id} <> all(array${at('muted')})`
}

const categoriesAt = (level: 'following' | 'muted', actor: Actor) =>
  sql`select ${categoryFollowings.categoryId} from ${categoryFollowings}
    where ${eq(categoryFollowings.userId, actor.id)} and ${eq(categoryFollowings.level, level)}`

/** Condition for the reader's languages, unless the filter names another or selects by person. */
function inLanguages({ locale }: Context, { language, author, following }: ThreadFilter) {
  if (language === 'all') return undefined
  if (language !== undefined) return eq(threads.language, language)
  if (author !== undefined || following) return undefined
  return sql`${threads.language} = any(${sql.param(languagesOf(locale))})`
}

/**
 * Condition for threads in these categories. A single category is compared with `=`, so that its
 * index gives the order.
 */
export const inCategories = (family: KnownCategory[]) => {
  const ids = family.map(({ id }) => id)
  const [first] = ids
  if (ids.length === 1 && first !== undefined) return eq(threads.categoryId, first)
  return sql`${threads.categoryId} = any(${sql.param(ids)})`
}

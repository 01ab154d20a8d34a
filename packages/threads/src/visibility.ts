import { and, eq, inArray, is, or, SQL, sql } from 'drizzle-orm'
import type { Column, Placeholder, SQLWrapper } from 'drizzle-orm'
import { atLeast, type Actor, type AuthorRole, type Context, type Role } from '@stoa/core'
import { categories, posts, threads } from './schema.ts'

type Category = typeof categories.$inferSelect
export type CategoryRule = Category['rule']

/** The readers of a category, from everyone to staff. */
export type Readership = Pick<Category, 'readers' | 'readerGroups'>

/** The groups that may write in a category: none needed, or one of these; null for nobody. */
export type Writers = number[] | null

/** The reader of a query: an actor, placeholders for one, or a member whose row is queried. */
export type Reader = {
  role: Role
  id: number | Placeholder | Column
  moderates: readonly number[] | Placeholder
  groups: readonly number[] | Placeholder | SQL
}

/** A column of a thread's category. */
// A scalar sub-select stays a filter. A join would stop PostgreSQL from paging through the index of
// threads.
const ofCategory = <T>(column: SQL) =>
  sql<T>`(select ${column} from ${categories} where categories.id = threads.category_id)`

/** Rule of a thread's category. */
export const ruleOf = ofCategory<CategoryRule>(sql`categories.rule`)

/** The widest class of readers of a thread's category. */
export const readersOf = ofCategory<Category['readers']>(sql`categories.readers`)

/** The groups that read a thread's category. */
export const readerGroupsOf = ofCategory<number[]>(sql`to_jsonb(categories.reader_groups)`)

/** Of a row of `categories`: the groups that write in it. Nobody writes in an archived one. */
export const writers = sql<Writers>`(case when categories.archived_at is null
  then to_jsonb(categories.writer_groups) end)`

/** The groups that write in a thread's category. */
export const writersOf = ofCategory<Writers>(writers)

/** Condition: categories the actor may know of. */
export const visibleCategories = (actor: Reader): SQL | undefined => {
  if (atLeast(actor.role, 'staff')) return undefined
  if (actor.role === 'guest') return sql`categories.readers = 'everyone'`
  return sql`(categories.readers in ('everyone', 'members')
    or categories.readers = 'groups' and (categories.reader_groups && ${arrayOf(actor.groups)}
      or categories.id = any(${arrayOf(actor.moderates)})))`
}

const arrayOf = (ids: Reader['groups']): SQL =>
  is(ids, SQL) ? ids : sql`${sql.param(ids)}::bigint[]`

/** Condition: threads the actor may read. Every query over `threads` starts here. */
export const visibleThreads = (actor: Reader): SQL | undefined => {
  if (atLeast(actor.role, 'staff')) return sql`${threads.state} <> 'erased'`
  return and(inVisibleCategory(actor), or(...readableStates(actor, threads.state, threads)))
}

const inVisibleCategory = (actor: Reader) => ofCategory(visibleCategories(actor) ?? sql`true`)

/**
 * Condition: posts whose text the actor may read. Every query over `posts` starts here and joins
 * `threads`, whose visibility is part of the condition.
 */
export const visiblePosts = (actor: Reader): SQL | undefined =>
  and(visibleThreads(actor), readablePosts(actor))

/** Condition: posts that are more than a stub to the actor, in a thread that they may read. */
export const readablePosts = (actor: Reader): SQL | undefined =>
  atLeast(actor.role, 'staff')
    ? sql`${posts.state} not in ('erased', 'moved')`
    : or(...readableStates(actor, posts.state, posts))

/**
 * Condition: posts that were public once, and therefore leave a stub. Posts withdrawn or refused
 * before their approval leave none.
 */
export const wasPublic = (post: Record<'state' | 'withdrawnAt' | 'refused', SQLWrapper>): SQL =>
  sql`(${post.state} <> 'awaiting_approval' and not ${post.refused}
    and (${post.state} <> 'withdrawn' or ${post.withdrawnAt} is not null))`

function readableStates(
  actor: Reader,
  state: typeof threads.state | typeof posts.state,
  { authorId }: Pick<typeof threads | typeof posts, 'authorId'>
): SQL[] {
  const conditions = [sql`${state} = 'visible'`]
  const kept = sql`${state} in ('awaiting_approval', 'hidden', 'withdrawn')`
  if (actor.role !== 'guest')
    conditions.push(
      sql`(${eq(authorId, actor.id)} and ${kept})`,
      sql`(${threads.categoryId} = any(${sql.param(actor.moderates)}) and ${kept})`
    )
  return conditions
}

/** Whether the actor may know of a category: what `visibleCategories` says in SQL. */
export const readsCategory = (actor: Actor, category: Readership & { id: number }): boolean => {
  const { readers } = category
  if (readers === 'everyone' || atLeast(actor.role, 'staff')) return true
  if (readers === 'staff' || actor.role === 'guest') return false
  return readers === 'members' || isInside(actor, category.readerGroups, category.id)
}

const isInside = ({ groups, moderates }: Actor, ids: readonly number[], categoryId: number) =>
  moderates.includes(categoryId) || ids.some((id) => groups.includes(id))

/** Whether the actor is in one of the groups that may write in a category, if it names any. */
export const isWriter = (actor: Actor, { id, writers }: { id: number; writers: number[] }) =>
  writers.length === 0 || atLeast(actor.role, 'staff') || isInside(actor, writers, id)

const width = { everyone: 3, members: 2, groups: 1, staff: 0 }

/** Whether everybody below staff who reads `one` also reads `other`. */
export function isReadWithin(one: Readership, other: Readership): boolean {
  if (one.readers !== 'groups' || other.readers !== 'groups')
    return width[one.readers] <= width[other.readers]
  return one.readerGroups.every((id) => other.readerGroups.includes(id))
}

/** Whether the actor is a moderator of the category, staff or an admin. */
export const moderates = (actor: Actor, categoryId: number) =>
  atLeast(actor.role, 'staff') || actor.moderates.includes(categoryId)

/** Condition: threads the actor moderates, for queries that join `threads`. */
export const whereModerated = ({ actor }: Pick<Context, 'actor'>): SQL | undefined =>
  atLeast(actor.role, 'staff') ? undefined : inArray(threads.categoryId, [...actor.moderates])

/**
 * The role recorded with what the actor does in a category. Volunteers act as members in categories
 * they do not moderate.
 */
export const roleIn = (actor: Actor, categoryId: number): Exclude<AuthorRole, 'guest'> => {
  if (actor.service) return 'service'
  return actor.role === 'guest' || !moderates(actor, categoryId) ? 'member' : actor.role
}

/**
 * Whether a new post awaits approval: in `approve_first` categories, unless its author moderates
 * them.
 */
export const awaitsApproval = (actor: Actor, category: { id: number; rule: CategoryRule }) =>
  category.rule === 'approve_first' && !moderates(actor, category.id)

import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Column, Placeholder, SQL, SQLWrapper } from 'drizzle-orm'
import { atLeast, type Actor, type Context, type Role } from '@stoa/core'
import { categories, posts, threads } from './schema.ts'

export type CategoryRule = (typeof categories.$inferSelect)['rule']

/** The reader of a query: an actor, placeholders for one, or a member whose row is queried. */
export type Reader = {
  role: Role
  id: number | Placeholder | Column
  moderates: readonly number[] | Placeholder
}

// A scalar sub-select stays a filter. A join would stop PostgreSQL from paging through the index of
// threads.
/** Rule of a thread's category. */
export const ruleOf = sql<CategoryRule>`(select categories.rule from ${categories}
  where categories.id = threads.category_id)`

/** Condition: categories the actor may know of. */
export const visibleCategories = (actor: Pick<Reader, 'role'>): SQL | undefined =>
  atLeast(actor.role, 'staff') ? undefined : sql`${categories.rule} <> 'staff_only'`

/** Condition: threads the actor may read. Every query over `threads` starts here. */
export const visibleThreads = (actor: Reader): SQL | undefined => {
  if (atLeast(actor.role, 'staff')) return sql`${threads.state} <> 'erased'`
  return and(sql`${ruleOf} <> 'staff_only'`, or(...readableStates(actor, threads.state, threads)))
}

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
export const roleIn = (actor: Actor, categoryId: number): Exclude<Role, 'guest'> =>
  actor.role === 'guest' || !moderates(actor, categoryId) ? 'member' : actor.role

/**
 * Whether a new post awaits approval: in `approve_first` categories, unless its author moderates
 * them.
 */
export const isHeld = (actor: Actor, category: { id: number; rule: CategoryRule }) =>
  category.rule === 'approve_first' && !moderates(actor, category.id)

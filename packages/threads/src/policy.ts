import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { atLeast, type Actor } from '@stoa/core'
import { categories, posts, threads } from './schema.ts'

type CategoryRule = (typeof categories.$inferSelect)['rule']
type ThreadFacts = Pick<
  typeof threads.$inferSelect,
  'authorId' | 'categoryId' | 'closedAt' | 'state'
> & { rule: CategoryRule }

// A scalar sub-select stays a filter: it never turns a keyset walk of the thread index into a join.
const ruleOf = sql`(select rule from ${categories} where ${categories.id} = ${threads.categoryId})`

/** Categories the actor may know of. */
export const visibleCategories = (actor: Actor): SQL | undefined =>
  atLeast(actor.role, 'staff') ? undefined : sql`${categories.rule} <> 'staff_only'`

/** Threads the actor may read. Every query over `threads` starts here. */
export const visibleThreads = (actor: Actor): SQL | undefined => {
  if (atLeast(actor.role, 'staff')) return sql`${threads.state} <> 'erased'`
  return and(sql`${ruleOf} <> 'staff_only'`, or(...readableStates(actor, threads.state, threads)))
}

/**
 * Posts whose text the actor may read. Every query over `posts` starts here and joins `threads`,
 * whose visibility is part of it.
 */
export const visiblePosts = (actor: Actor): SQL | undefined => {
  const post = atLeast(actor.role, 'staff')
    ? sql`${posts.state} not in ('erased', 'moved')`
    : or(...readableStates(actor, posts.state, posts))
  return and(visibleThreads(actor), post)
}

function readableStates(
  actor: Actor,
  state: typeof threads.state | typeof posts.state,
  { authorId }: Pick<typeof threads | typeof posts, 'authorId'>
): SQL[] {
  const conditions = [sql`${state} = 'visible'`]
  const kept = sql`${state} in ('held', 'hidden', 'withdrawn')`
  if (actor.id > 0) conditions.push(sql`(${eq(authorId, actor.id)} and ${kept})`)
  if (actor.moderates.length > 0)
    conditions.push(sql`(${inArray(threads.categoryId, [...actor.moderates])} and ${kept})`)
  return conditions
}

/** Moderators of the category, staff and admins. */
export const moderates = (actor: Actor, categoryId: number) =>
  atLeast(actor.role, 'staff') || actor.moderates.includes(categoryId)

const mayPost = (actor: Actor) => atLeast(actor.role, 'member') && !actor.silenced && !actor.suspended

/** What an actor may do to a thread or category that they can see. */
export const can = {
  ask: (actor: Actor, category: { id: number; rule: CategoryRule }) =>
    mayPost(actor) && (category.rule !== 'read_only' || moderates(actor, category.id)),
  reply: (actor: Actor, thread: ThreadFacts) =>
    mayPost(actor) &&
    thread.state === 'visible' &&
    (thread.closedAt === null || moderates(actor, thread.categoryId)) &&
    (thread.rule !== 'read_only' || moderates(actor, thread.categoryId)),
  vote: (actor: Actor, thread: ThreadFacts, post: { authorId: number; state: string }) =>
    mayPost(actor) && thread.state === 'visible' && post.state === 'visible' && post.authorId !== actor.id,
  editPost: (actor: Actor, thread: ThreadFacts, post: { authorId: number; state: string }) =>
    mayPost(actor) && post.authorId === actor.id && thread.closedAt === null &&
    ['visible', 'held'].includes(post.state),
  withdraw: (actor: Actor, item: { authorId: number; state: string }) =>
    actor.id > 0 && !actor.suspended && item.authorId === actor.id && item.state !== 'withdrawn',
  retitle: (actor: Actor, thread: ThreadFacts) =>
    (mayPost(actor) && thread.authorId === actor.id) || moderates(actor, thread.categoryId),
  accept: (actor: Actor, thread: ThreadFacts) =>
    (mayPost(actor) && thread.authorId === actor.id) || atLeast(actor.role, 'staff'),
  moderate: (actor: Actor, thread: { categoryId: number }) => moderates(actor, thread.categoryId)
}

/** First posts of `approve_first` categories wait, except those of people who could approve them. */
export const isHeld = (actor: Actor, category: { id: number; rule: CategoryRule }) =>
  category.rule === 'approve_first' && !moderates(actor, category.id)

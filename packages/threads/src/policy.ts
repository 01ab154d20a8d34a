import { and, eq, or, sql, type Placeholder, type SQL, type SQLWrapper } from 'drizzle-orm'
import { atLeast, type Actor, type Role } from '@stoa/core'
import { maySpeak } from '@stoa/accounts'
import { categories, posts, threads } from './schema.ts'

export type CategoryRule = (typeof categories.$inferSelect)['rule']
export type ThreadFacts = Pick<
  typeof threads.$inferSelect,
  'authorId' | 'categoryId' | 'closedAt' | 'state'
> & { rule: CategoryRule }

/** Whoever reads: an actor, or their placeholders in a statement that is prepared once. */
export type Reader = {
  role: Role
  id: number | Placeholder
  moderates: readonly number[] | Placeholder
}

// A scalar sub-select stays a filter: it never turns a keyset walk of the thread index into a join.
/** The rule of a thread's category. */
export const ruleOf = sql<CategoryRule>`(select categories.rule from ${categories}
  where categories.id = threads.category_id)`

/** Categories the actor may know of. */
export const visibleCategories = (actor: Pick<Reader, 'role'>): SQL | undefined =>
  atLeast(actor.role, 'staff') ? undefined : sql`${categories.rule} <> 'staff_only'`

/** Threads the actor may read. Every query over `threads` starts here. */
export const visibleThreads = (actor: Reader): SQL | undefined => {
  if (atLeast(actor.role, 'staff')) return sql`${threads.state} <> 'erased'`
  return and(sql`${ruleOf} <> 'staff_only'`, or(...readableStates(actor, threads.state, threads)))
}

/**
 * Posts whose text the actor may read. Every query over `posts` starts here and joins `threads`,
 * whose visibility is part of it.
 */
export const visiblePosts = (actor: Reader): SQL | undefined =>
  and(visibleThreads(actor), readablePosts(actor))

/** In a thread that the actor may read: the posts that are not just stubs to them. */
export const readablePosts = (actor: Reader): SQL | undefined =>
  atLeast(actor.role, 'staff')
    ? sql`${posts.state} not in ('erased', 'moved')`
    : or(...readableStates(actor, posts.state, posts))

/**
 * Posts that people have seen: they leave a stub. What was withdrawn or refused before it was approved
 * leaves none.
 */
export const wasPublic = (post: Record<'state' | 'withdrawnAt' | 'refused', SQLWrapper>): SQL =>
  sql`(${post.state} <> 'held' and not ${post.refused}
    and (${post.state} <> 'withdrawn' or ${post.withdrawnAt} is not null))`

function readableStates(
  actor: Reader,
  state: typeof threads.state | typeof posts.state,
  { authorId }: Pick<typeof threads | typeof posts, 'authorId'>
): SQL[] {
  const conditions = [sql`${state} = 'visible'`]
  const kept = sql`${state} in ('held', 'hidden', 'withdrawn')`
  if (actor.role !== 'guest')
    conditions.push(
      sql`(${eq(authorId, actor.id)} and ${kept})`,
      sql`(${threads.categoryId} = any(${sql.param(actor.moderates)}) and ${kept})`
    )
  return conditions
}

/** Moderators of the category, staff and admins. */
export const moderates = (actor: Actor, categoryId: number) =>
  atLeast(actor.role, 'staff') || actor.moderates.includes(categoryId)

/** The role that stays with what somebody does in a category: volunteers are members elsewhere. */
export const roleIn = (actor: Actor, categoryId: number): Exclude<Role, 'guest'> =>
  actor.role === 'guest' || !moderates(actor, categoryId) ? 'member' : actor.role

// A title that was approved is not the author's alone any more.
const isApproved = ({ rule, state }: ThreadFacts) => rule === 'approve_first' && state !== 'held'

/** What an actor may do to a thread or category that they can see. */
export const can = {
  createThread: (actor: Actor, category: { id: number; rule: CategoryRule }) =>
    maySpeak(actor, category.id) &&
    (category.rule !== 'read_only' || moderates(actor, category.id)),
  reply: (actor: Actor, thread: ThreadFacts) =>
    maySpeak(actor, thread.categoryId) &&
    thread.state === 'visible' &&
    (thread.closedAt === null || moderates(actor, thread.categoryId)) &&
    (thread.rule !== 'read_only' || moderates(actor, thread.categoryId)),
  vote: (actor: Actor, thread: ThreadFacts, post: { authorId: number; state: string }) =>
    maySpeak(actor, thread.categoryId) &&
    thread.state === 'visible' &&
    post.state === 'visible' &&
    post.authorId !== actor.id,
  editPost: (actor: Actor, thread: ThreadFacts, post: { authorId: number; state: string }) =>
    maySpeak(actor, thread.categoryId) &&
    post.authorId === actor.id &&
    thread.closedAt === null &&
    ['visible', 'held'].includes(post.state),
  withdraw: (actor: Actor, item: { authorId: number; state: string }) =>
    actor.id > 0 &&
    !actor.suspended &&
    item.authorId === actor.id &&
    ['visible', 'held'].includes(item.state),
  retitleOwn: (actor: Actor, thread: ThreadFacts) =>
    maySpeak(actor, thread.categoryId) && thread.authorId === actor.id && !isApproved(thread),
  /** Where staff have spoken or a ticket is open volunteers propose, and staff act. */
  restructure: (
    actor: Actor,
    thread: { categoryId: number; officialCount: number; escalated: boolean }
  ) =>
    moderates(actor, thread.categoryId) &&
    (atLeast(actor.role, 'staff') || (thread.officialCount === 0 && !thread.escalated)),
  /** What staff hid only staff show again, unless they handed it back. */
  restore: (
    actor: Actor,
    thread: { categoryId: number },
    post: { state: string; hiddenByStaff: boolean }
  ) =>
    moderates(actor, thread.categoryId) &&
    post.state === 'hidden' &&
    (atLeast(actor.role, 'staff') || !post.hiddenByStaff),
  unassign: (actor: Actor, post: { state: string; hiddenByStaff: boolean }) =>
    atLeast(actor.role, 'staff') && post.state === 'hidden' && post.hiddenByStaff,
  outdate: (actor: Actor, thread: ThreadFacts, post: { authorId: number }) =>
    maySpeak(actor, thread.categoryId) &&
    (post.authorId === actor.id || moderates(actor, thread.categoryId)),
  accept: (actor: Actor, thread: ThreadFacts) =>
    (maySpeak(actor, thread.categoryId) && thread.authorId === actor.id) ||
    atLeast(actor.role, 'staff'),
  moderate: (actor: Actor, thread: { categoryId: number }) => moderates(actor, thread.categoryId)
}

/** What is posted in `approve_first` categories waits, except from people who could approve it. */
export const isHeld = (actor: Actor, category: { id: number; rule: CategoryRule }) =>
  category.rule === 'approve_first' && !moderates(actor, category.id)

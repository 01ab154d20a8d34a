import { and, eq, gte, or, sql } from 'drizzle-orm'
import { atLeast, conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { wordsFor } from '@stoa/core/languages'
import { knownCategories, type KnownCategory } from '../categories/categories.ts'
import { findThread, type FoundThread } from '../finding.ts'
import { addHistory } from '../thread-state/history.ts'
import { lockThread } from '../locking.ts'
import { authorize, can } from '../policy.ts'
import { posts, threadHistory, threads } from '../schema.ts'

/**
 * Moves a thread into another category, in the transaction of `ctx` that has locked it. The actor
 * must moderate both categories. A thread never goes where its author could not read it, and never
 * out of a staff-only category.
 * @param recalled time of the move that this one undoes; it may lead out of a staff-only category
 * if the thread is unchanged since
 * @throws Problem 403 as `rules.move`; 409 `author_cannot_read_there`, `staff_words_stay`; 422 on
 * `categoryId` for an unknown category; 403 as `recordAction`
 */
export async function moveThread(
  ctx: Context,
  thread: FoundThread,
  to: number,
  recalled?: string
): Promise<void> {
  const { actor } = ctx
  const from = thread.categoryId
  const { source, target } = await findCategories(ctx, from, to)
  authorize.move(actor, thread, to)
  await checkReaders(ctx, thread, target, recalled)
  await ctx.db
    .update(threads)
    .set({ categoryId: to, moveCount: sql`${threads.moveCount} + 1` })
    .where(eq(threads.id, thread.id))
  await recordAndEmit(ctx, thread, source, target)
  const ids = { threadId: thread.id, userId: thread.authorId }
  if (thread.authorId !== actor.id)
    await ctx.ports.moderation.recordAction(ctx, { kind: 'moved', categoryId: from, ...ids })
  await emit(ctx, 'thread.moved', { threadId: thread.id, fromCategoryId: from, toCategoryId: to })
}

async function findCategories(ctx: Context, from: number, to: number) {
  const known = await knownCategories(ctx)
  const [source, target] = [from, to].map((wanted) => known.find(({ id }) => id === wanted))
  if (!target || !can.readCategory(ctx.actor, target))
    throw invalid('categoryId', 'threads_category_unknown')
  return { source, target }
}

/**
 * Undoes a move: returns a thread to its category before `movedAt`.
 * @throws Problem 404, 409 `moved_since` if it is there already; as `moveThread`
 */
export async function moveThreadBack(ctx: Context, id: number, to: number, movedAt: string) {
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, id)
    const thread = await findThread(ctx, id)
    if (thread.categoryId === to) throw conflict('moved_since')
    await moveThread(ctx, thread, to, movedAt)
  })
}

/** Staff-only texts never become public, and authors never lose access to their own. */
async function checkReaders(
  ctx: Context,
  thread: FoundThread,
  { rule }: KnownCategory,
  recalled?: string
) {
  if (rule === 'staff_only') return checkAuthorReads(ctx, thread.authorId)
  if (thread.rule !== 'staff_only') return
  if (recalled === undefined || (await hasChanged(ctx, thread.id, recalled)))
    throw conflict('staff_words_stay')
}

async function checkAuthorReads({ db }: Context, authorId: number) {
  const [author] = await db.select({ role: users.role }).from(users).where(eq(users.id, authorId))
  if (!author || !atLeast(author.role, 'staff')) throw conflict('author_cannot_read_there')
}

/** Whether a post or a history line was added or a post edited in the thread since this time. */
async function hasChanged({ db }: Context, id: number, since: string): Promise<boolean> {
  const said = or(gte(posts.createdAt, since), gte(posts.editedAt, since))
  const lines = and(eq(threadHistory.threadId, id), gte(threadHistory.createdAt, since))
  const counts = await Promise.all([
    db.$count(posts, and(eq(posts.threadId, id), said)),
    db.$count(threadHistory, lines)
  ])
  return counts.some((count) => count > 0)
}

// A move from or to a staff-only category leaves no public history line, because its name is not
// public.
async function recordAndEmit(
  ctx: Context,
  thread: FoundThread,
  from: KnownCategory | undefined,
  to: KnownCategory
) {
  if (!from || from.rule === 'staff_only' || to.rule === 'staff_only') return
  const name = (category: KnownCategory) => wordsFor(ctx, category.name, thread.language)
  await addHistory(ctx, thread, 'moved', { from: name(from), to: name(to) })
}

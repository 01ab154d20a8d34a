import { and, eq, gte, or, sql } from 'drizzle-orm'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { findRecipient } from '@stoa/accounts/recipients'
import { wordsFor } from '@stoa/core/languages'
import { knownCategories, type KnownCategory } from '../categories/categories.ts'
import { findThread, lockThread, type FoundThread } from '../find.ts'
import { addThreadHistory } from '../thread-state/history.ts'
import { actOn, recordOnOthers } from '../moderation-act.ts'
import { authorize, can } from '../policy.ts'
import { posts, threadHistory, threads } from '../schema.ts'
import { isReadWithin } from '../visibility.ts'

/**
 * Moves a thread into another category, in the transaction of `ctx` that has locked it. The actor
 * must moderate both categories. A thread never goes where its author could not read it, and never
 * where somebody below staff reads it who could not before.
 * @param recalled time of the move that this one undoes; it may lead to more readers if the thread
 * is unchanged since
 * @throws Problem 403 as `rules.move`; 409 `author_cannot_read_there`, `staff_words_stay`; 422 on
 * `categoryId` for an unknown category; 403 as `recordAction`
 */
export async function moveThread(
  ctx: Context,
  thread: FoundThread,
  to: number,
  recalled?: string
): Promise<void> {
  const from = thread.categoryId
  const { source, target } = await findCategories(ctx, from, to)
  authorize.move(ctx.actor, thread, to)
  await checkReaders(ctx, thread, { source, target }, recalled)
  await ctx.db
    .update(threads)
    .set({ categoryId: to, moveCount: sql`${threads.moveCount} + 1` })
    .where(eq(threads.id, thread.id))
  await recordAndEmit(ctx, thread, source, target)
  await recordOnOthers(ctx, actOn('moved', thread))
  await emit(ctx, 'thread.moved', { threadId: thread.id, fromCategoryId: from, toCategoryId: to })
}

async function findCategories(ctx: Context, from: number, to: number) {
  const known = await knownCategories(ctx)
  const [source, target] = [from, to].map((wanted) => known.find(({ id }) => id === wanted))
  if (!source || !target || !can.readCategory(ctx.actor, target))
    throw invalid('categoryId', 'threads_category_unknown')
  if (target.archivedAt !== null) throw invalid('categoryId', 'threads_category_archived')
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

type Categories = { source: KnownCategory; target: KnownCategory }

/** Texts never get more readers, and authors never lose access to their own. */
async function checkReaders(
  ctx: Context,
  thread: FoundThread,
  { source, target }: Categories,
  recalled?: string
) {
  if (!isReadWithin(source, target)) await checkAuthorReads(ctx, thread.authorId, target)
  if (isReadWithin(target, source)) return
  if (recalled === undefined || (await hasChanged(ctx, thread.id, recalled)))
    throw conflict('staff_words_stay')
}

async function checkAuthorReads(ctx: Context, authorId: number, target: KnownCategory) {
  const author = await findRecipient(ctx, authorId)
  if (!author || !can.readCategory(author.actor, target)) throw conflict('author_cannot_read_there')
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

// A move to other readers leaves no history line, because not all of them may know both names.
async function recordAndEmit(
  ctx: Context,
  thread: FoundThread,
  from: KnownCategory,
  to: KnownCategory
) {
  if (!isReadWithin(from, to) || !isReadWithin(to, from) || to.readers === 'staff') return
  const name = (category: KnownCategory) => wordsFor(ctx, category.name, thread.language)
  await addThreadHistory(ctx, thread, 'moved', { from: name(from), to: name(to) })
}

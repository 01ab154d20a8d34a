import { eq } from 'drizzle-orm'
import { atLeast, conflict, emit, forbidden, invalid, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { categoryName, knownCategories, type KnownCategory } from './categories.ts'
import type { FoundThread } from './finding.ts'
import { addHistory } from './history.ts'
import { moderates } from './policy.ts'
import { threads } from './schema.ts'

/**
 * Moves a thread into another category, in the transaction of `ctx` that has locked it. It needs
 * power over both, and never goes where its author could not read it.
 * @throws Problem 403 `not_moderator_of_both`, 409 `author_cannot_read_there`, 422 on `categoryId` for
 * an unknown category, 403 as `recordAction`
 */
export async function moveThread(ctx: Context, thread: FoundThread, to: number): Promise<void> {
  const { actor } = ctx
  const from = thread.categoryId
  const known = await knownCategories(ctx)
  const target = known.find(({ id }) => id === to)
  const isKnown = target?.rule !== 'staff_only' || atLeast(actor.role, 'staff')
  if (!target || !isKnown) throw invalid('categoryId', 'threads_category_unknown')
  if (!moderates(actor, from) || !moderates(actor, to)) throw forbidden('not_moderator_of_both')
  if (target.rule === 'staff_only') await checkAuthorReads(ctx, thread.authorId)
  await ctx.db.update(threads).set({ categoryId: to }).where(eq(threads.id, thread.id))
  await tell(
    ctx,
    thread,
    known.find(({ id }) => id === from),
    target
  )
  const ids = { threadId: thread.id, userId: thread.authorId }
  if (thread.authorId !== actor.id)
    await ctx.ports.recordAction(ctx, { kind: 'moved', categoryId: from, ...ids })
  await emit(ctx, 'thread.moved', { threadId: thread.id, fromCategoryId: from, toCategoryId: to })
}

async function checkAuthorReads({ db }: Context, authorId: number) {
  const [author] = await db.select({ role: users.role }).from(users).where(eq(users.id, authorId))
  if (!author || !atLeast(author.role, 'staff')) throw conflict('author_cannot_read_there')
}

// Where one side is for staff only, its name is nobody else's business, and neither is the move.
async function tell(ctx: Context, thread: FoundThread, from?: KnownCategory, to?: KnownCategory) {
  if (!from || !to || from.rule === 'staff_only' || to.rule === 'staff_only') return
  const name = (category: KnownCategory) => categoryName(category.name, thread.language)
  await addHistory(ctx, thread, 'moved', { from: name(from), to: name(to) })
}

import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import { emit, holds, notFound, transaction, type Context } from '@stoa/core'
import { authorColumns, findUser } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { findModeratedThread } from '@stoa/threads'
import type { Note } from './contract.ts'
import { moderatorNotes } from './schema.ts'
import { authorize, can } from './policy.ts'

type About = { userId: number } | { threadId: number }

const pageSize = 50

/** Lists moderators' notes about a user, the latest first. @throws Problem 404, 410 */
export async function listUserNotes(ctx: Context, username: string) {
  const { id } = await findUser(ctx, username)
  // Nobody reads notes about themselves.
  if (id === ctx.actor.id) return { items: [] }
  return notesWhere(ctx, eq(moderatorNotes.userId, id))
}

/**
 * Lists moderators' notes about a thread. @throws Problem 404; 403 outside the actor's categories
 */
export async function listThreadNotes(ctx: Context, id: number) {
  await findModeratedThread(ctx, id)
  return notesWhere(ctx, eq(moderatorNotes.threadId, id))
}

/** Adds a note about a user for other moderators. @throws Problem 404, 410, 403 `own_case`, 422 */
export async function noteOnUser(ctx: Context, username: string, text: string) {
  const { id: userId } = await findUser(ctx, username)
  authorize.noteOnUser(ctx.actor, userId)
  return add(ctx, { userId }, text)
}

/**
 * Adds a note about a thread for other moderators. If only staff may restructure the thread, a
 * volunteer's note is a proposal and notifies staff, once a day for each thread.
 * @throws Problem as `listThreadNotes`, 422
 */
export async function noteOnThread(ctx: Context, id: number, text: string) {
  const thread = await findModeratedThread(ctx, id)
  const proposes = !can.restructure(ctx.actor, thread)
  return add(ctx, { threadId: thread.id }, text, async (ctx) => {
    if (proposes) await emit(ctx, 'volunteer.proposed', { threadId: thread.id })
  })
}

/**
 * Removes a note: the actor's own, or with `moderation` any except those about the actor.
 * @throws Problem 404
 */
export async function removeNote(ctx: Context, id: number): Promise<void> {
  const { actor } = ctx
  const removable = holds(actor, 'moderation')
    ? sql`${moderatorNotes.userId} is distinct from ${actor.id}`
    : eq(moderatorNotes.authorId, actor.id)
  await transaction(ctx, async ({ db }) => {
    const gone = await db
      .delete(moderatorNotes)
      .where(and(eq(moderatorNotes.id, id), removable))
      .returning({ id: moderatorNotes.id })
    if (gone.length === 0) throw notFound()
  })
}

async function notesWhere({ db, actor }: Context, condition: SQL): Promise<{ items: Note[] }> {
  const rows = await db
    .select({
      id: moderatorNotes.id,
      author: authorColumns(users),
      text: moderatorNotes.text,
      createdAt: moderatorNotes.createdAt
    })
    .from(moderatorNotes)
    .innerJoin(users, eq(users.id, moderatorNotes.authorId))
    .where(condition)
    .orderBy(desc(moderatorNotes.id))
    .limit(pageSize)
  const removes = holds(actor, 'moderation')
  return {
    items: rows.map((row) => ({ ...row, can: { remove: removes || row.author.id === actor.id } }))
  }
}

type Effect = (ctx: Context) => Promise<void>

async function add(ctx: Context, about: About, text: string, then?: Effect) {
  await ctx.ports.safety.review(ctx, { path: 'text', text })
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(moderatorNotes)
      .values({ ...about, authorId: ctx.actor.id, text, createdAt: ctx.now })
      .returning({ id: moderatorNotes.id })
    await then?.(ctx)
    return { id: row?.id ?? 0 }
  })
}

/** Effect of `user.erased`: deletes moderators' notes about the user. */
export async function deleteNotes({ db }: Context, { userId }: { userId: number }): Promise<void> {
  await db.delete(moderatorNotes).where(eq(moderatorNotes.userId, userId))
}

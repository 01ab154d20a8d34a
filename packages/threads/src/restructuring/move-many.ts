import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import type { z } from 'zod'
import {
  after,
  conflict,
  notFound,
  Problem,
  withoutIdempotencyKey,
  transaction,
  type Context
} from '@stoa/core'
import type { movedMany, moveManyInput } from '../contract.ts'
import { findThread } from '../finding.ts'
import { lockThread } from '../locking.ts'
import { moveThread } from './move.ts'
import { threadMoves, type Moved } from '../schema.ts'

/** For so long many moves are taken back as one. */
const undoable = 10 * 60_000

type Input = z.output<typeof moveManyInput>
type Answer = z.infer<typeof movedMany>
type Refused = Answer['refused']

/**
 * Moves threads into a category, each by itself: what the actor may not move is named and keeps nothing
 * from the others.
 * @returns `id`: of what is undone as one; null where nothing was moved
 */
export async function moveThreads(ctx: Context, { ids, categoryId }: Input): Promise<Answer> {
  const each = withoutIdempotencyKey(ctx)
  const refused: Refused = []
  const moved: Moved[] = []
  for (const id of new Set(ids)) {
    const done = await attempt(refused, id, () => move(each, id, categoryId))
    if (done && done.from !== categoryId) moved.push(done)
  }
  const id = moved.length > 0 ? await keep(each, categoryId, moved) : null
  return { id, moved: moved.length, refused }
}

/** Answers where it was, and how often it has been moved now. */
const move = (ctx: Context, id: number, to: number): Promise<Moved> =>
  transaction(ctx, async (ctx) => {
    await lockThread(ctx, id)
    const thread = await findThread(ctx, id)
    const { categoryId: from, moveCount } = thread
    if (from !== to) await moveThread(ctx, thread, to)
    return { threadId: id, from, moveCount: moveCount + 1 }
  })

async function attempt<T>(refused: Refused, id: number, run: () => Promise<T>) {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    refused.push({ id, code: error.code })
    return undefined
  }
}

async function keep(ctx: Context, toId: number, moved: Moved[]): Promise<number> {
  const { actor, now, db } = ctx
  const [row] = await db
    .insert(threadMoves)
    .values({ byId: actor.id, toId, moved, movedAt: now })
    .returning({ id: threadMoves.id })
  return row?.id ?? 0
}

/**
 * Moves back, within ten minutes, what the actor moved as one; what somebody has moved since stays,
 * also where it is in the same place again.
 * @throws Problem 404 for what is older or somebody else's, 409 `moves_undone`
 */
export async function undoMoves(ctx: Context, id: number): Promise<Answer> {
  const { moved, movedAt } = await recall(ctx, id)
  const each = withoutIdempotencyKey(ctx)
  const refused: Refused = []
  let back = 0
  for (const one of moved) {
    const done = await attempt(refused, one.threadId, () => moveBack(each, one, movedAt))
    if (done) back += 1
  }
  return { id: null, moved: back, refused }
}

/** Two at once are one. */
async function recall({ db, actor, now }: Context, id: number) {
  const own = and(eq(threadMoves.id, id), eq(threadMoves.byId, actor.id))
  const lately = gt(threadMoves.movedAt, after(now, -undoable))
  const [found] = await db.select().from(threadMoves).where(and(own, lately))
  if (!found) throw notFound()
  const undone = await db
    .update(threadMoves)
    .set({ undoneAt: now })
    .where(and(own, isNull(threadMoves.undoneAt)))
    .returning({ id: threadMoves.id })
  if (undone.length === 0) throw conflict('moves_undone')
  return found
}

const moveBack = (ctx: Context, { threadId, from, moveCount }: Moved, movedAt: string) =>
  transaction(ctx, async (ctx) => {
    await lockThread(ctx, threadId)
    const thread = await findThread(ctx, threadId)
    if (thread.moveCount !== moveCount) throw conflict('moved_since')
    await moveThread(ctx, thread, from, movedAt)
    return true
  })

/** For the timed task: what is not moved back any more. */
export async function deleteOldMoves({ db, now }: Context): Promise<void> {
  await db.delete(threadMoves).where(lte(threadMoves.movedAt, after(now, -undoable)))
}

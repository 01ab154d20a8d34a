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
import type { movedMany, moveManyInput } from './contract.ts'
import { findThread, lockThread } from '../find.ts'
import { moveThread } from './move.ts'
import { threadMoves, type Moved } from '../schema.ts'

/** Milliseconds during which a bulk move can be undone. */
const undoable = 10 * 60_000

type Input = z.output<typeof moveManyInput>
type Answer = z.infer<typeof movedMany>
type Refused = Answer['refused']

/**
 * Moves threads into a category, each in its own transaction. Refused threads are listed and do not
 * stop the others.
 * @returns `id` by which the whole move is undone; null if nothing was moved
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

/** Returns the thread's previous category and its new move count. */
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
 * Undoes the actor's bulk move within ten minutes. Threads that somebody has moved since stay, even
 * if they are back in the same category.
 * @throws Problem 404 for an older move or somebody else's, 409 `moves_undone`
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

/** Marks the move as undone; of two parallel requests one is refused. */
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

/** Timed task: deletes bulk moves that can no longer be undone. */
export async function deleteOldMoves({ db, now }: Context): Promise<void> {
  await db.delete(threadMoves).where(lte(threadMoves.movedAt, after(now, -undoable)))
}

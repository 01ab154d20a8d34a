import { and, eq } from 'drizzle-orm'
import type { Context, EmittedEvent } from './context.ts'
import { Problem } from './problems.ts'
import { idempotencyKeys } from './schema.ts'

/**
 * Runs `fn` in a transaction: opens one, or joins that of `ctx`. A repeat with the same idempotency
 * key returns the first answer. Checks run before `transaction`, so a repeat must pass them too.
 * @throws Problem 422 `idempotency_key_reused` if the key came with another input
 */
export async function transaction<T>(ctx: Context, fn: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.writing) return fn(ctx)
  const emitted: EmittedEvent[] = []
  const afterCommits: (() => void)[] = []
  const answer = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx, writing: true, emitted, afterCommit: afterCommits }
    return hasKey(ctx) ? once(inside, fn) : fn(inside)
  })
  for (const run of afterCommits) run()
  if (emitted.length > 0) ctx.ports.committed(emitted)
  return answer
}

/**
 * Runs `run` after the transaction of `ctx` is committed, and never if it is rolled back. Outside
 * of a transaction it runs at once.
 */
export function afterCommit(ctx: Context, run: () => void): void {
  if (ctx.afterCommit) ctx.afterCommit.push(run)
  else run()
}

/** For several writes in one request, because only one of them can claim its idempotency key. */
export function withoutIdempotencyKey({ origin, ...ctx }: Context): Context {
  return { ...ctx, origin: origin && { ...origin, idempotencyKey: undefined } }
}

const hasKey = (ctx: Context) => Boolean(ctx.origin?.idempotencyKey && ctx.actor.id > 0)

async function once<T>(ctx: Context, fn: (ctx: Context) => Promise<T>): Promise<T> {
  const claimed = await claim(ctx)
  if (!claimed) return firstAnswer<T>(ctx)
  const answer = await fn(ctx)
  await ctx.db
    .update(idempotencyKeys)
    .set({ answer: answer ?? null })
    .where(thisKey(ctx))
  return answer
}

async function claim(ctx: Context) {
  const { idempotencyKey = '', method = '', path = '', bodyHash = '' } = ctx.origin ?? {}
  const rows = await ctx.db
    .insert(idempotencyKeys)
    .values({
      actorId: ctx.actor.id,
      key: idempotencyKey,
      method,
      path,
      bodyHash,
      createdAt: ctx.now
    })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  return rows.length > 0
}

async function firstAnswer<T>(ctx: Context): Promise<T> {
  const kept = await findStoredAnswer(ctx)
  if (!kept) throw new Problem(422, 'idempotency_key_reused')
  return kept.answer as T
}

/**
 * Finds the stored answer of a request with the same idempotency key, for work that must not be
 * repeated.
 */
export const findAnswer = async <T>(ctx: Context): Promise<{ answer: T } | undefined> =>
  hasKey(ctx) ? ((await findStoredAnswer(ctx)) as { answer: T } | undefined) : undefined

/** The stored row of this key, if it came with the same input. */
async function findStoredAnswer(ctx: Context) {
  const { method, path, bodyHash } = ctx.origin ?? {}
  const [kept] = await ctx.db.select().from(idempotencyKeys).where(thisKey(ctx))
  const isSame = kept?.method === method && kept?.path === path && kept?.bodyHash === bodyHash
  return isSame ? kept : undefined
}

const thisKey = (ctx: Context) =>
  and(
    eq(idempotencyKeys.actorId, ctx.actor.id),
    eq(idempotencyKeys.key, ctx.origin?.idempotencyKey ?? '')
  )

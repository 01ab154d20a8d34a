import type { Context, EmittedEvent } from './context.ts'
import { hasKey, once } from './idempotency.ts'

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

import type { Context } from './context.ts'

/** Numbers of things by kind, such as `{ facts: 4, files: 1 }`. */
export type Counts = Readonly<Record<string, number>>

/** How many of each kind a cleaner counts at most. It looks at one more, to know of more. */
export const countLimit = 10_000

/** Cuts numbers that were counted up to one above the limit. */
export const cappedAt = (counts: Counts): { counts: Counts; capped: boolean } => ({
  counts: Object.fromEntries(
    Object.entries(counts).map(([kind, count]) => [kind, Math.min(count, countLimit)])
  ),
  capped: Object.values(counts).some((count) => count > countLimit)
})

/**
 * Removes one kind of data that is kept for a limited time. The capability that owns the tables
 * supplies it. Both functions see the same rows, so that a dry run says what is then removed.
 */
export type Cleaner = {
  /** Counts what became old by `before`. `capped`: there is more than `countLimit`. */
  count(ctx: Context, before: string): Promise<{ counts: Counts; capped: boolean }>
  /** Removes a batch of it in the transaction of `ctx`. `done`: nothing is left. */
  remove(ctx: Context, before: string): Promise<{ removed: Counts; done: boolean }>
}

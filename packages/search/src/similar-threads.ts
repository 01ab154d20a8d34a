import type { Context } from '@stoa/core'
import type { Draft } from './engine.ts'
import { searcherOf } from './searcher.ts'

const similar = 5

/** Returns ids of threads similar to the draft that the actor may read, best first. */
export async function similarThreads(
  ctx: Context,
  draft: Draft,
  most = similar
): Promise<number[]> {
  const like = { locale: ctx.locale, limit: most }
  return ctx.ports.searchEngine.similar(await searcherOf(ctx), draft, like)
}

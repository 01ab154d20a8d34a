import type { Context } from '@stoa/core'
import { threadsInOrder } from '@stoa/threads'
import type { Draft } from './engine.ts'
import { searcherOf } from './searcher.ts'

const suggestions = 8
const similar = 5

/** Returns at most 8 titles that continue the typed text; none for fewer than two characters. */
export async function suggest(ctx: Context, q: string) {
  const typed = q.trim()
  if (Array.from(typed).length < 2) return []
  const actor = await searcherOf(ctx)
  return threadsInOrder(ctx, await ctx.ports.searchEngine.suggest(actor, typed, suggestions))
}

/** Returns ids of threads similar to the draft that the actor may read, best first. */
export async function similarThreads(
  ctx: Context,
  draft: Draft,
  most = similar
): Promise<number[]> {
  const like = { locale: ctx.locale, limit: most }
  return ctx.ports.searchEngine.similar(await searcherOf(ctx), draft, like)
}

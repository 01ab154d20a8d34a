import type { Context } from '@stoa/core'
import { threadsInOrder } from '@stoa/threads'
import type { Draft } from './engine.ts'

const suggestions = 8
const similar = 5

/** Returns at most 8 titles that continue the typed text; none for fewer than two characters. */
export async function suggest(ctx: Context, q: string) {
  const typed = q.trim()
  if (Array.from(typed).length < 2) return []
  return threadsInOrder(ctx, await ctx.ports.searchEngine.suggest(ctx.actor, typed, suggestions))
}

/** Returns ids of threads similar to the draft that the actor may read, best first. */
export const similarThreads = (ctx: Context, draft: Draft, most = similar): Promise<number[]> =>
  ctx.ports.searchEngine.similar(ctx.actor, draft, { locale: ctx.locale, limit: most })

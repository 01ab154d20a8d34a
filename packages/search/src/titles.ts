import type { Context } from '@stoa/core'
import { threadsInOrder } from '@stoa/threads'
import type { Draft } from './engine.ts'

const suggestions = 8
const similar = 5

/** Titles that go on as typed, at most 8; nothing for fewer than two characters. */
export async function suggest(ctx: Context, q: string) {
  const typed = q.trim()
  if (Array.from(typed).length < 2) return []
  return threadsInOrder(ctx, await ctx.ports.searchEngine.suggest(ctx.actor, typed, suggestions))
}

/** Ids of threads like the draft that the actor of `ctx` may read, best first. */
export const similarThreads = (ctx: Context, draft: Draft, most = similar): Promise<number[]> =>
  ctx.ports.searchEngine.similar(ctx.actor, draft, { locale: ctx.locale, limit: most })

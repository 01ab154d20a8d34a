import type { Context } from '@stoa/core'
import { findThread } from './finding.ts'

const enough = 4

/**
 * Threads like the one that is being written, best first; none until there is enough to go by.
 * @param draft the title and, if there is one, the text so far
 */
export async function similarTo(ctx: Context, draft: { title: string; body?: string }) {
  const text = [draft.title, draft.body].filter(Boolean).join('\n').trim()
  if (Array.from(text).length < enough) return { items: [] }
  return { items: await ctx.ports.similarThreads(ctx, text) }
}

/**
 * Other threads like this one.
 * @throws Problem 404
 */
export async function relatedTo(ctx: Context, threadId: number) {
  const { title } = await findThread(ctx, threadId)
  const found = await ctx.ports.similarThreads(ctx, title)
  return { items: found.filter(({ id }) => id !== threadId) }
}

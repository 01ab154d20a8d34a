import { and, eq, ne } from 'drizzle-orm'
import { notFound, Problem, type Context } from '@stoa/core'
import { visibleCategories, visibleThreads } from './policy.ts'
import { categories, threads } from './schema.ts'
import { threadUrl } from './urls.ts'

/** 301: it lives at `url` now; pages redirect there. */
const movedPermanently = (url: string) => new Problem(301, 'moved_permanently', { url })

/** 410: it was here and is gone for good. */
export const gone = () => new Problem(410, 'gone')

/**
 * Why a thread can't be shown: 301 with the address of the thread it was merged into, 410 when it was
 * erased, else 404. What lies or leads where the actor may not read is 404.
 */
export async function goneOrMoved(ctx: Context, id: number): Promise<Problem> {
  const [thread] = await ctx.db
    .select({ state: threads.state, mergedInto: threads.mergedInto })
    .from(threads)
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(eq(threads.id, id), visibleCategories(ctx.actor)))
  if (thread?.state === 'erased') return gone()
  if (thread?.state !== 'merged' || thread.mergedInto === null) return notFound()
  return leadTo(ctx, thread.mergedInto)
}

async function leadTo(ctx: Context, id: number): Promise<Problem> {
  const [target] = await ctx.db
    .select({ title: threads.title })
    .from(threads)
    .where(and(eq(threads.id, id), visibleThreads(ctx.actor), ne(threads.state, 'merged')))
  return target ? movedPermanently(threadUrl(id, target.title)) : goneOrMoved(ctx, id)
}

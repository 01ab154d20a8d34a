import { atLeast, forbidden, type Context } from '@stoa/core'
import { judgeUrl } from './links.ts'
import { trustLists } from './lists.ts'

/** The part of `ports` that says whether somebody has to look at a text before it is public. */
export async function mustWait(ctx: Context, { links }: { links: readonly string[] }) {
  return links.length > 0 && (await hasLookalike(ctx, links))
}

/** The part of `ports` that keeps look-alike links from being let out below staff. */
export async function checkMayRelease(ctx: Context, links: readonly string[]): Promise<void> {
  if (atLeast(ctx.actor.role, 'staff') || links.length === 0) return
  if (await hasLookalike(ctx, links)) throw forbidden('lookalike_needs_staff')
}

async function hasLookalike(ctx: Context, urls: readonly string[]): Promise<boolean> {
  const lists = await trustLists(ctx)
  return urls.some((url) => ['lookalike', 'blocked'].includes(judgeUrl(url, lists).verdict))
}

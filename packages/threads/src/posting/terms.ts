import { Problem, withoutIdempotencyKey, type Context } from '@stoa/core'

/**
 * Checks before a new post or a vote that its author has accepted the terms, or accepts them with
 * this request. Whatever else members do never asks.
 * @throws Problem 403 `terms_not_accepted` with the `version` to accept
 */
export async function checkTerms(ctx: Context): Promise<void> {
  const { termsDue } = ctx.actor
  if (termsDue === undefined) return
  if (ctx.origin?.acceptsTerms !== termsDue)
    throw new Problem(403, 'terms_not_accepted', { version: termsDue })
  // The key of the request belongs to the post.
  await ctx.ports.site.acceptTerms(withoutIdempotencyKey(ctx), termsDue)
}

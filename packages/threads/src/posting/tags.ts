import type { Context } from '@stoa/core'

/** Normalises tags for storage and search: lower case, without duplicates, in the given order. */
export const normalizeTags = (tags: readonly string[]): string[] => [
  ...new Set(tags.map((tag) => tag.toLowerCase()))
]

/** Lets the guards review tags. Throws as `ports.safety.review` and `ports.safety.checkLine`. */
export async function reviewTags(ctx: Context, tags: readonly string[] = []): Promise<void> {
  for (const [index, text] of tags.entries())
    await ctx.ports.safety.review(ctx, { path: `tags.${index}`, text, isPublic: true })
  if (tags.length > 0) await ctx.ports.safety.checkLine(ctx, { path: 'tags', text: tags.join(' ') })
}

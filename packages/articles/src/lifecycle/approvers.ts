import { inArray, and } from 'drizzle-orm'
import { usersWith } from '@stoa/accounts/team'
import type { Context, Locale } from '@stoa/core'
import { articleTranslations } from '../schema.ts'
import { editorsOf, isTranslation } from '../writing/revisions.ts'

/**
 * Returns the ids of those who can publish the version that waits, as they wrote none of it. Nobody
 * if it waits no more.
 */
export async function approversOf(
  ctx: Context,
  named: { articleId: number; language: Locale }
): Promise<number[]> {
  const waits = inArray(articleTranslations.state, ['proposed', 'awaiting'])
  const [found] = await ctx.db
    .select({ publicRevision: articleTranslations.publicRevision })
    .from(articleTranslations)
    .where(and(isTranslation(named), waits))
  if (!found) return []
  const [writers, editors] = await Promise.all([
    usersWith(ctx, 'articles'),
    editorsOf(ctx, { ...named, ...found })
  ])
  return writers.map(({ id }) => id).filter((id) => !editors.includes(id))
}

import { inArray, and } from 'drizzle-orm'
import { approveAsSecond } from '@stoa/accounts/approvals'
import { usersWith } from '@stoa/accounts/team'
import type { Context, Locale } from '@stoa/core'
import { articleTranslations } from '../schema.ts'
import { authorsOf } from '../writing/authors.ts'
import { isTranslation } from '../writing/revisions.ts'

/**
 * Returns the ids of those who can publish the version that waits, as `rules.approve` says. Nobody
 * if it waits no more.
 */
export async function approversOf(
  ctx: Context,
  named: { articleId: number; language: Locale }
): Promise<number[]> {
  const waits = inArray(articleTranslations.state, ['proposed', 'awaiting'])
  const [found] = await ctx.db
    .select({ state: articleTranslations.state })
    .from(articleTranslations)
    .where(and(isTranslation(named), waits))
  if (!found) return []
  const [writers, behind] = await Promise.all([usersWith(ctx, 'articles'), authorsOf(ctx, named)])
  return writers.filter((one) => approveAsSecond(one, behind) === null).map(({ id }) => id)
}

import { asc } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { lockArticle } from '../policy.ts'
import { articleSections } from '../schema.ts'

/**
 * Locks the readers of all sections until the transaction ends, before any article. Readers of an
 * article and of its sections limit each other, so two changes of them at the same time would each
 * seem to show nothing to more people.
 */
export async function lockSections({ db }: Context, strength: 'share' | 'no key update') {
  const { id } = articleSections
  await db.select({ id }).from(articleSections).orderBy(asc(id)).for(strength)
}

/**
 * Locks an article and the readers of all sections until the transaction ends.
 * @throws Problem 404
 */
export async function lockReadersOf(ctx: Context, articleId: number): Promise<void> {
  await lockSections(ctx, 'share')
  await lockArticle(ctx, articleId)
}

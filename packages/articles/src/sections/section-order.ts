import { eq, or } from 'drizzle-orm'
import { conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { authorize } from '../policy.ts'
import { articleReaderChanges, articles, articleSections } from '../schema.ts'
import { isUnder } from './section-changes.ts'

/**
 * Puts the sections of one level in another order.
 * @throws Problem 401, 403 as `rules.write`, 409 `article_section_list_changed` unless the ids are
 * those of all sections of that level
 */
export async function orderSections(
  ctx: Context,
  { parent, ids }: { parent: number | null; ids: number[] }
) {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .select({ id: articleSections.id })
      .from(articleSections)
      .where(isUnder(parent))
      .for('update')
    const isSame = rows.length === new Set(ids).size && rows.every(({ id }) => ids.includes(id))
    if (!isSame) throw conflict('article_section_list_changed')
    for (const [index, id] of ids.entries())
      await ctx.db
        .update(articleSections)
        .set({ position: index + 1 })
        .where(eq(articleSections.id, id))
    await emit(ctx, 'article.sections_changed', {})
  })
}

/**
 * Deletes a section that has neither articles nor sub-sections.
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 `article_section_not_empty`
 */
export async function deleteSection(ctx: Context, id: number) {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const isIt = eq(articleSections.id, id)
    const found = await ctx.db.select().from(articleSections).where(isIt).for('update')
    if (found.length === 0) throw notFound()
    const inside = await ctx.db.$count(articles, eq(articles.sectionId, id))
    const below = await ctx.db.$count(articleSections, isUnder(id))
    if (inside + below > 0) throw conflict('article_section_not_empty')
    const { sectionId, targetSectionId } = articleReaderChanges
    await ctx.db.delete(articleReaderChanges).where(or(eq(sectionId, id), eq(targetSectionId, id)))
    await ctx.db.delete(articleSections).where(isIt)
    await emit(ctx, 'article.sections_changed', {})
  })
}

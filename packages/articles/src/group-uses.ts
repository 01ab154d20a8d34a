import { and, arrayOverlaps, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { articles, articleSections, articleTranslations } from './schema.ts'

/** No refusal names more. */
const namedLimit = 20

/** Names sections, and articles by the title of the original, that name a group as readers. */
export async function articlesOfGroup(ctx: Context, groupId: number): Promise<string[]> {
  const sections = await ctx.db
    .select({ names: articleSections.names })
    .from(articleSections)
    .where(arrayOverlaps(articleSections.readerGroups, [groupId]))
    .limit(namedLimit)
  const isOriginal = and(
    eq(articleTranslations.articleId, articles.id),
    eq(articleTranslations.language, articles.language)
  )
  const titles = await ctx.db
    .select({ title: articleTranslations.title })
    .from(articles)
    .innerJoin(articleTranslations, isOriginal)
    .where(arrayOverlaps(articles.readerGroups, [groupId]))
    .limit(namedLimit)
  return [...sections.map(({ names }) => wordsFor(ctx, names)), ...titles.map(({ title }) => title)]
}

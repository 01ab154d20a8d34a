import { desc, eq } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { articles, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { listedTranslations } from '../visibility.ts'

// A sitemap has at most 50,000 entries.
const maxEntries = 20_000

/** Paths of all translations that guests may read, with their last change. */
export async function articlesOfSitemap({ db }: Context) {
  const { articleId, language, slug, changedAt } = articleTranslations
  const rows = await db
    .select({ id: articleId, language, slug, changedAt })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(listedTranslations(guest))
    .orderBy(desc(changedAt), desc(articleId))
    .limit(maxEntries)
  return rows.map(({ slug, ...row }) => ({ ...row, url: articleUrl(slug) }))
}

import { and, desc, eq, exists, sql } from 'drizzle-orm'
import { isShutOut } from '@stoa/accounts/reading-access'
import { guest, type Context } from '@stoa/core'
import { articlePlaces } from '../published-kinds.ts'
import { articles, articleSections, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { listedTranslations, visibleSections } from '../visibility.ts'

// A sitemap has at most 50,000 entries.
const maxEntries = 20_000

/** Paths of what guests may read of articles; none in a forum that they may not read. */
export async function articlesOfSitemap(outer: Context) {
  const ctx = { ...outer, actor: guest }
  if (await isShutOut(ctx)) return { lists: [], translations: [] }
  const [places, sections, translations] = await Promise.all([
    articlePlaces(ctx),
    sectionsWithArticles(ctx),
    translationsFor(ctx)
  ])
  const help = places.help ? ['/help', ...sections] : []
  return { lists: [...help, ...(places.blog ? ['/blog'] : [])], translations }
}

/** Pages of sections that have articles, in themselves or in a sub-section. */
async function sectionsWithArticles({ db, actor }: Context): Promise<string[]> {
  const isOfIt = sql`(${articles.sectionId} = ${articleSections.id} or ${articles.sectionId} in
    (select id from ${articleSections} below where below.parent_id = ${articleSections.id}))`
  const hasArticles = exists(
    db
      .select({ id: articles.id })
      .from(articles)
      .innerJoin(articleTranslations, eq(articleTranslations.articleId, articles.id))
      .where(and(isOfIt, listedTranslations(actor)))
  )
  const rows = await db
    .select({ slug: articleSections.slug })
    .from(articleSections)
    .where(and(visibleSections(actor), hasArticles))
    .orderBy(articleSections.id)
  return rows.map(({ slug }) => `/help/${encodeURIComponent(slug)}`)
}

/** Paths of all translations, with their last change. */
async function translationsFor({ db, actor }: Context) {
  const { articleId, language, slug, changedAt } = articleTranslations
  const rows = await db
    .select({ id: articleId, language, slug, changedAt })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(listedTranslations(actor))
    .orderBy(desc(changedAt), desc(articleId))
    .limit(maxEntries)
  return rows.map(({ slug, ...row }) => ({ ...row, url: articleUrl(slug) }))
}

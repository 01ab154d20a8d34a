import { and, eq, inArray, sql } from 'drizzle-orm'
import { isTooEarly } from '@stoa/accounts/reading-access'
import { guest, type Context, type Locale } from '@stoa/core'
import { articleRevisions, articles, articleSections, articleTranslations } from './schema.ts'
import { sectionLinkOf } from './reading/rows.ts'
import { articleUrl } from './urls.ts'
import { isTranslation } from './writing/revisions.ts'
import { visibleTranslations } from './visibility.ts'

type About = { articleId: number; language: Locale }

/**
 * Returns what webhooks send about a translation: its title, place and link; null if it is not
 * public. Whether a receiver may get what guests do not read is decided by the subject.
 */
export async function articleForReceivers(ctx: Context, about: About) {
  const { language, title, summary, slug, publicRevision: revision } = articleTranslations
  const { publishedAt, changedAt } = articleTranslations
  const [row] = await ctx.db
    .select({
      ...{ title, summary, slug, language, revision, publishedAt, changedAt },
      ...{ kind: articles.kind, tags: articles.tags, note: articleRevisions.note },
      ...{ sectionSlug: articleSections.slug, sectionNames: articleSections.names }
    })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .innerJoin(
      articleRevisions,
      and(
        eq(articleRevisions.articleId, articles.id),
        eq(articleRevisions.language, language),
        eq(articleRevisions.number, revision)
      )
    )
    .leftJoin(articleSections, eq(articleSections.id, articles.sectionId))
    .where(isTranslation(about))
  if (!row) return null
  const { slug: stored, sectionSlug, sectionNames, ...shown } = row
  const section = sectionSlug === null ? null : sectionLinkOf(ctx, sectionSlug, sectionNames ?? {})
  const url = ctx.ports.publicOrigin + articleUrl(stored)
  return { articleId: about.articleId, ...shown, section, url }
}

/** Returns what filters of receivers ask about translations: whether guests do not read them. */
export async function articleSubjects(ctx: Context, payloads: readonly About[]) {
  const ids = [...new Set(payloads.map(({ articleId }) => articleId))]
  const isClosed = await isTooEarly({ ...ctx, actor: guest })
  const { articleId, language } = articleTranslations
  const rows = await ctx.db
    .select({
      ...{ articleId, language },
      isInternal: sql<boolean>`${isClosed}::boolean or not (${visibleTranslations(guest)})`
    })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(inArray(articleId, ids))
  return payloads.map((about) => {
    const found = rows.find(
      (row) => row.articleId === about.articleId && row.language === about.language
    )
    return found ? { isInternal: found.isInternal } : null
  })
}

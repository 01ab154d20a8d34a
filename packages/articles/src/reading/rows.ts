import { eq, sql, type SQL } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { nameFor, preferredLanguages, type TextByLocale } from '@stoa/core/languages'
import { articles, articleSections, articleTranslations } from '../schema.ts'
import type { ArticleRow, SectionLink } from '../shapes.ts'
import { articleUrl } from '../urls.ts'

export const author = usersAs('author')

/** Columns of rows in lists. */
export const rowColumns = {
  id: articles.id,
  kind: articles.kind,
  tags: articles.tags,
  sectionSlug: articleSections.slug,
  sectionNames: articleSections.names,
  language: articleTranslations.language,
  slug: articleTranslations.slug,
  title: articleTranslations.title,
  summary: articleTranslations.summary,
  minutes: articleTranslations.minutes,
  publishedAt: articleTranslations.publishedAt,
  changedAt: articleTranslations.changedAt,
  author: authorColumns(author)
}

type StoredRow = Omit<ArticleRow, 'url' | 'section' | 'publishedAt'> & {
  slug: string
  sectionSlug: string | null
  sectionNames: TextByLocale | null
  publishedAt: string | null
}

/** Selects translations with their articles; the caller adds who may read which. */
export const selectRows = ({ db }: Context) =>
  db
    .select(rowColumns)
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .innerJoin(author, eq(author.id, articles.authorId))
    .leftJoin(articleSections, eq(articleSections.id, articles.sectionId))
    .$dynamic()

/** Of the languages in which an article is public, the one that the reader takes. */
export const bestLanguage = (ctx: Context): SQL => {
  const order = sql.param(preferredLanguages(ctx))
  return sql`(select other.language
    from ${articleTranslations} other
    where other.article_id = ${articles.id} and other.public_revision > 0
    order by array_position(${order}::text[], other.language) limit 1)`
}

/** Condition: of the public translations of an article, the one that the reader takes. */
export const isBestLanguage = (ctx: Context): SQL =>
  sql`${articleTranslations.language} = ${bestLanguage(ctx)}`

/** A section for its reader. */
export const sectionLinkOf = (ctx: Context, slug: string, names: TextByLocale): SectionLink => ({
  slug,
  ...nameFor(ctx, names)
})

/** A row of a public translation for its reader. */
export function toRow(
  ctx: Context,
  { slug, sectionSlug, sectionNames, publishedAt, ...row }: StoredRow
): ArticleRow {
  return {
    ...row,
    url: articleUrl(slug),
    publishedAt: publishedAt ?? row.changedAt,
    section: sectionSlug === null ? null : sectionLinkOf(ctx, sectionSlug, sectionNames ?? {})
  }
}

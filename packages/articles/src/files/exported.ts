import { and, asc, eq, sql } from 'drizzle-orm'
import { usersAs } from '@stoa/accounts'
import type { Context, Locale } from '@stoa/core'
import type { Article } from '../policy.ts'
import {
  articleRevisions,
  articles,
  articleSections,
  articleSeries,
  articleTranslations
} from '../schema.ts'
import type { Content } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { textFile } from './paths.ts'
import { storePath } from './import-settings.ts'

const [author, owner] = [usersAs('author'), usersAs('owner')]
const parent = sql.identifier('parent')

/** Writes a file at a path from the folder on top. */
export type Write = (path: string, bytes: Buffer | string) => Promise<void>

/** The public version of an article in one language. */
export type PublicText = {
  id: number
  /** Of its file. */
  path: string
  article: string
  language: Locale
  url: string
  content: Content
  note: string | null
  settings: Article & {
    section: string | null
    series: string | null
    author: string
    owner: string
  }
}

/**
 * Reads all public texts that are not archived, by their paths. An article that has no place gets
 * one, named by its section and slug.
 */
export async function publicTexts(ctx: Context): Promise<PublicText[]> {
  const rows = await readPublic(ctx)
  const taken = new Set(rows.map(({ article }) => article.path))
  const places = new Map<number, string>()
  for (const { article, section, above, content, language } of rows) {
    const isOriginal = language === article.language
    if (article.path !== null) places.set(article.id, article.path)
    else if (isOriginal || !places.has(article.id))
      places.set(article.id, unusedPlace([above, section, content.slug], taken))
  }
  for (const [id, place] of places)
    if (!rows.some(({ article }) => article.id === id && article.path === place))
      await storePath(ctx, id, place)
  const texts = rows.map((row) => toText(row, places.get(row.article.id) ?? ''))
  return texts.toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

function unusedPlace(parts: (string | null)[], taken: Set<string | null>): string {
  const place = parts.filter((part) => part !== null).join('/')
  const candidates = [place, ...Array.from({ length: 100 }, (_, at) => `${place}-${at + 2}`)]
  const unused = candidates.find((one) => !taken.has(one)) ?? place
  taken.add(unused)
  return unused
}

/** Originals first, so that they give articles without a place their name. */
const readPublic = ({ db }: Context) =>
  db
    .select({
      article: articles,
      section: articleSections.slug,
      series: articleSeries.slug,
      above: sql<string | null>`(select ${parent}.slug from ${articleSections} ${parent}
        where ${parent}.id = ${articleSections.parentId})`,
      language: articleTranslations.language,
      content: articleRevisions.content,
      note: articleRevisions.note,
      author: author.username,
      owner: owner.username
    })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .innerJoin(
      articleRevisions,
      and(
        eq(articleRevisions.articleId, articles.id),
        eq(articleRevisions.language, articleTranslations.language),
        eq(articleRevisions.number, articleTranslations.publicRevision)
      )
    )
    .innerJoin(author, eq(author.id, articles.authorId))
    .innerJoin(owner, eq(owner.id, articles.ownerId))
    .leftJoin(articleSections, eq(articleSections.id, articles.sectionId))
    .leftJoin(articleSeries, eq(articleSeries.id, articles.seriesId))
    .where(and(sql`${articles.archivedAt} is null`, originalIsPublic))
    .orderBy(
      sql`${articleTranslations.language} = ${articles.language} desc`,
      asc(articles.id),
      asc(articleTranslations.language)
    )

/** A translation is imported with its original alone. */
const originalIsPublic = sql`exists (select from ${articleTranslations} original
  where original.article_id = ${articles.id} and original.language = ${articles.language}
    and original.public_revision > 0)`

type Row = Awaited<ReturnType<typeof readPublic>>[number]

const toText = (row: Row, place: string): PublicText => {
  const { article, language, content, note, section, series, author, owner } = row
  return {
    ...{ id: article.id, article: place, path: textFile(place, language), language },
    ...{ content, note, url: articleUrl(content.slug) },
    settings: { ...article, section, series, author, owner }
  }
}

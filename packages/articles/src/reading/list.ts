import { and, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { decodeCursor, paged, timeKey } from '@stoa/core/data'
import { usernameKey } from '@stoa/core/text'
import { articles, articleSections, articleTranslations } from '../schema.ts'
import type { ArticleRow } from '../shapes.ts'
import { listedTranslations, visibleSections } from '../visibility.ts'
import type { ArticleQuery } from './contract.ts'
import { hasArticles } from './published-authors.ts'
import { author, isBestLanguage, selectRows, toRow } from './rows.ts'

const pageSize = 20

/**
 * Lists public articles, the newest first, each in the reader's language or the nearest.
 * @throws Problem 404 for a section that the actor may not know of, 422 `invalid_cursor`
 */
export async function listArticles(ctx: Context, query: ArticleQuery) {
  if (query.author !== undefined && !(await hasArticles(ctx, query.author)))
    return { items: [], next: null }
  const { publishedAt, articleId } = articleTranslations
  const rows = await selectRows(ctx)
    .where(and(listedTranslations(ctx.actor), ...(await matching(ctx, query)), behind(query)))
    .orderBy(desc(publishedAt), desc(articleId))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) => [row.publishedAt ?? '', row.id])
  return { items: items.map((row): ArticleRow => toRow(ctx, row)), next }
}

function behind({ cursor }: ArticleQuery): SQL | undefined {
  if (cursor === undefined) return undefined
  const [time, id] = decodeCursor(cursor, timeKey)
  const { publishedAt, articleId } = articleTranslations
  return sql`(${publishedAt}, ${articleId}) < (${time}::timestamptz, ${id}::bigint)`
}

async function matching(
  ctx: Context,
  { kind, place, section, tag, language, author: name }: ArticleQuery
) {
  return [
    kind && eq(articles.kind, kind),
    place && (place === 'blog' ? eq(articles.kind, 'post') : ne(articles.kind, 'post')),
    name === undefined ? undefined : eq(author.usernameKey, usernameKey(name)),
    tag === undefined ? undefined : sql`${articles.tags} @> array[${tag}]`,
    language ? eq(articleTranslations.language, language) : isBestLanguage(ctx),
    section ? inArray(articles.sectionId, await familyOf(ctx, section)) : undefined
  ]
}

/** Ids of a section and its sub-sections. */
async function familyOf({ db, actor }: Context, slug: string): Promise<number[]> {
  const isIt = sql`(${articleSections.slug} = ${slug} or ${articleSections.parentId} =
    (select id from ${articleSections} of_slug where of_slug.slug = ${slug}))`
  const rows = await db
    .select({ id: articleSections.id, slug: articleSections.slug })
    .from(articleSections)
    .where(and(isIt, visibleSections(actor)))
  if (!rows.some((row) => row.slug === slug)) throw notFound()
  return rows.map(({ id }) => id)
}

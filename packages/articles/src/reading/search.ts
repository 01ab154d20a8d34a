import { and, asc, eq, gt, inArray, sql, type SQL } from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import { publicTextOf } from '@stoa/threads/rendering'
import { articleRevisions, articles, articleTranslations } from '../schema.ts'
import type { ArticleRow } from '../shapes.ts'
import { listedTranslations } from '../visibility.ts'
import { bestLanguage, isBestLanguage, selectRows, toRow } from './rows.ts'

const { articleId, language, changedAt, publicRevision } = articleTranslations

/**
 * Sub-select of the translations that the actor finds, for the forum's search. `shown` is the
 * language in which this reader gets the article.
 */
export function readableArticles(ctx: Context): SQL {
  return sql`(select ${articleId} as article_id, ${language} as language,
      ${bestLanguage(ctx)} as shown,
      ${articles.authorId} as author_id, ${articles.tags} as tags, ${changedAt} as changed_at
    from ${articleTranslations} join ${articles} on ${articles.id} = ${articleId}
    where ${listedTranslations(ctx.actor)})`
}

/** Those of these articles that the actor may find, for the forum's search, in the order of `ids`. */
export async function articlesInOrder(
  ctx: Context,
  ids: number[],
  wanted?: Locale
): Promise<ArticleRow[]> {
  if (ids.length === 0) return []
  const isWanted = wanted ? eq(language, wanted) : isBestLanguage(ctx)
  const rows = await selectRows(ctx)
    .where(and(inArray(articles.id, ids), listedTranslations(ctx.actor), isWanted))
    .orderBy(sql`array_position(${sql.param(ids)}::bigint[], ${articles.id})`)
  return rows.map((row) => toRow(ctx, row))
}

type Which = { ids: number[] } | { after: number; limit: number }

/** Public texts of all languages, ordered by article, for the index of the forum's search. */
export async function articleTexts({ db }: Context, which: Which) {
  const rows = await db
    .select({ articleId, language, tags: articles.tags, content: articleRevisions.content })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .innerJoin(articleRevisions, isPublicVersion)
    .where('ids' in which ? inArray(articleId, which.ids) : inArray(articleId, idsAfter(db, which)))
    .orderBy(asc(articleId), asc(language))
  return rows.map(({ content: { title, summary, body }, ...of }) => ({
    ...{ ...of, title, summary },
    body: publicTextOf(withoutFences(body), [])
  }))
}

/** Condition: the version of a translation that readers see. */
export const isPublicVersion = and(
  eq(articleRevisions.articleId, articleId),
  eq(articleRevisions.language, language),
  eq(articleRevisions.number, publicRevision)
)

const idsAfter = (db: Context['db'], { after, limit }: { after: number; limit: number }) =>
  db
    .selectDistinct({ id: articleId })
    .from(articleTranslations)
    .where(and(gt(articleId, after), gt(publicRevision, 0)))
    .orderBy(asc(articleId))
    .limit(limit)

/** The words of callouts' and details' lines, without what marks them. */
const withoutFences = (body: string) =>
  body
    .replace(/^:::[ \t]*(?:details)?/gm, '')
    .replace(/^(>\s*)\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/gm, '$1')
    .replace(/\{captions=[^}\n]*\}/g, '')

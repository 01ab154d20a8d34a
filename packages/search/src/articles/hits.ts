import { inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context, Locale } from '@stoa/core'
import type { articleHit } from '../contract.ts'
import type { Marker } from '../snippet.ts'
import { searchArticles as documents } from '../schema.ts'

export type ArticleHit = z.infer<typeof articleHit>

/**
 * Reads those of these articles that the actor may find, each once, in the reader's language or the
 * nearest.
 * @param language the only one searched, if the search has such a filter
 */
export async function readArticleHits(
  ctx: Context,
  ids: number[],
  marker: Marker,
  language: Locale | undefined
): Promise<ArticleHit[]> {
  if (ids.length === 0) return []
  const [rows, texts] = await Promise.all([
    ctx.ports.articles.articlesInOrder(ctx, ids, language),
    textsOf(ctx, ids)
  ])
  return rows.map(({ id, kind, summary, changedAt, ...row }) => ({
    ...{ ...row, kind: 'article', articleId: id, articleKind: kind, createdAt: changedAt },
    titleHtml: marker.whole(row.title),
    snippet: marker.passage(texts.get(keyOf(id, row.language)) ?? summary)
  }))
}

const keyOf = (id: number, language: Locale) => `${id} ${language}`

/** Texts of articles in all languages. Those that are shown have been judged. */
async function textsOf({ db }: Context, ids: number[]): Promise<Map<string, string>> {
  const { articleId, language, text } = documents
  const rows = await db
    .select({ articleId, language, text })
    .from(documents)
    .where(inArray(articleId, ids))
  return new Map(rows.map((row) => [keyOf(row.articleId, row.language), row.text]))
}

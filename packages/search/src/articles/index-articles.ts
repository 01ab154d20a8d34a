import { and, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { insertRows, isNotEmpty } from '@stoa/core/data'
import { documentFormat } from '../postgres-index.ts'
import { searchArticles } from '../schema.ts'
import { toVector } from '../tokens.ts'
import type { ArticleText } from './article.ts'

const batchSize = 100

const { articleId, language, vector, text, format } = searchArticles

/** Updates the documents of these articles from what is public of them. */
export async function indexArticles(ctx: Context, ids: number[]): Promise<void> {
  const texts = await ctx.ports.articles.articleTexts(ctx, { ids })
  await removeOthers(ctx, texts, inArray(articleId, ids))
  await store(ctx, texts)
}

/**
 * Updates the documents of all articles and deletes orphaned ones.
 * @returns how many documents were changed, and how many were orphaned
 */
export async function indexAllArticles(
  ctx: Context
): Promise<{ changed: number; orphaned: number }> {
  let [last, changed, orphaned] = [0, 0, 0]
  for (;;) {
    const texts = await ctx.ports.articles.articleTexts(ctx, { after: last, limit: batchSize })
    const next = texts.at(-1)?.articleId
    const until = next === undefined ? undefined : lte(articleId, next)
    orphaned += await removeOthers(ctx, texts, and(gt(articleId, last), until))
    if (next === undefined) return { changed, orphaned }
    changed += await store(ctx, texts)
    last = next
  }
}

/** Renews all documents of articles if one has an older format. */
export async function renewArticles(ctx: Context): Promise<void> {
  const old = await ctx.db.$count(searchArticles, lt(format, documentFormat))
  if (old > 0) await indexAllArticles(ctx)
}

/** Deletes the documents within a range that are of none of these texts. @returns their number */
async function removeOthers(
  { db }: Context,
  texts: ArticleText[],
  within: ReturnType<typeof and>
): Promise<number> {
  const kept = sql.param(texts.map((one) => `${one.articleId} ${one.language}`))
  const isOther = sql`${articleId} || ' ' || ${language} <> all(${kept}::text[])`
  const rows = await db.delete(searchArticles).where(and(within, isOther)).returning({ articleId })
  return rows.length
}

/** Stores what differs. @returns the number of documents that did */
async function store({ db, now }: Context, texts: ArticleText[]): Promise<number> {
  const rows = texts.map((one) => rowOf(one, now))
  if (!isNotEmpty(rows)) return 0
  const stored = await db.execute(sql`${insertRows(searchArticles, rows)}
    on conflict (article_id, language) do update
    set (vector, title_vector, text, indexed_at, format) =
      row(excluded.vector, excluded.title_vector, excluded.text, excluded.indexed_at,
        excluded.format)
    where ${vector} <> excluded.vector or ${text} <> excluded.text
      or ${format} < excluded.format
    returning 1`)
  return stored.length
}

/** The summary counts as much as the title: it says in its own words what the article answers. */
function rowOf({ title, tags, summary, body, ...of }: ArticleText, indexedAt: string) {
  const vector = toVector({ title, tags: [...tags, summary], body, marks: [] })
  const titleVector = toVector({ title, body: '', marks: [] })
  const text = `${summary}\n${body}`
  return { ...of, vector, titleVector, text, indexedAt, format: documentFormat }
}

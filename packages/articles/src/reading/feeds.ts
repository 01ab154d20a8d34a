import { and, eq, inArray } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { articles, articleSections, articleTranslations } from '../schema.ts'
import { wordsFor } from '@stoa/core/languages'
import { listedTranslations } from '../visibility.ts'
import type { FeedQuery } from './contract.ts'
import { listArticles } from './list.ts'

/**
 * Returns the newest articles as guests see them, with their text; without a kind, those of the
 * help centre. `title` is the name of the section, null without one.
 * @throws Problem 404 for a section that guests may not know of
 */
export async function feedOfArticles(outer: Context, query: FeedQuery) {
  const ctx = { ...outer, actor: guest }
  const place = query.kind === undefined ? 'help' : undefined
  const { items } = await listArticles(ctx, { ...query, place })
  const texts = await textsOf(
    ctx,
    items.map(({ id }) => id)
  )
  const entries = items.map((item) => ({
    ...item,
    html: texts.get(keyOf(item.id, item.language)) ?? ''
  }))
  return { title: query.section ? await nameOf(ctx, query.section) : null, entries }
}

const keyOf = (id: number, language: string) => `${id} ${language}`

async function textsOf({ db, actor }: Context, ids: number[]): Promise<Map<string, string>> {
  const { articleId, language, html } = articleTranslations
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ articleId, language, html })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(and(inArray(articleId, ids), listedTranslations(actor)))
  return new Map(rows.map((row) => [keyOf(row.articleId, row.language), row.html]))
}

async function nameOf(ctx: Context, slug: string): Promise<string> {
  const [section] = await ctx.db
    .select({ names: articleSections.names })
    .from(articleSections)
    .where(eq(articleSections.slug, slug))
  return wordsFor(ctx, section?.names ?? {})
}

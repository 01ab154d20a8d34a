import { and, desc, eq, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { decoded } from '../checks/links.ts'
import { authorize } from '../policy.ts'
import { articles, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { listedTranslations } from '../visibility.ts'

const matchLimit = 10

/**
 * Finds public articles by words of their title or slug in any language, the last changed first.
 * @param q may be the address of an article
 * @throws Problem 401, 403 as `rules.write`
 */
export async function listMatching(ctx: Context, q: string) {
  authorize.write(ctx.actor)
  return listNamed(ctx, q, (words) => and(listedTranslations(ctx.actor), isNamed(words)))
}

/** Finds articles by what was typed, the one with that slug first, then the last changed. */
export async function listNamed(
  { db }: Context,
  q: string,
  where: (words: string) => SQL | undefined
) {
  const words = slugOrWords(q)
  if (words === '') return { items: [] }
  const { articleId, language, title, slug, changedAt } = articleTranslations
  const rows = await db
    .select({ id: articleId, kind: articles.kind, language, title, slug })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(where(words))
    .orderBy(desc(sql`${slug} = ${words}`), desc(changedAt), desc(articleId))
    .limit(matchLimit)
  return { items: rows.map(({ slug, ...row }) => ({ ...row, url: articleUrl(slug) })) }
}

/** Condition: a title or slug contains the words. */
export const isNamed = (
  words: string,
  { title, slug }: Record<'title' | 'slug', AnyColumn> = articleTranslations
): SQL => {
  const pattern = `%${escaped(words)}%`
  return sql`(${title} ilike ${pattern} or ${slug} ilike ${pattern})`
}

/** The last part of an address, without what follows it; other words as they are. */
export function slugOrWords(q: string): string {
  const typed = q.trim()
  const slug = /\/articles\/([^/?#]+)/.exec(typed)?.[1]
  if (slug === undefined) return typed
  return decoded(slug)
}

const escaped = (words: string) => words.replace(/[\\%_]/g, (sign) => `\\${sign}`)

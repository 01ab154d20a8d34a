import { and, desc, eq, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context, Locale } from '@stoa/core'
import { decoded } from '../checks/links.ts'
import { authorize } from '../policy.ts'
import { articles, articleTranslations } from '../schema.ts'
import { isBestLanguage } from '../reading/rows.ts'
import { articleUrl } from '../urls.ts'
import { listedTranslations } from '../visibility.ts'

const matchLimit = 10
const named = alias(articleTranslations, 'named')

/**
 * Finds public articles by words of their title or slug in any language, the last changed first.
 * @param q may be the address of an article
 * @throws Problem 401, 403 as `rules.write`
 */
export async function listMatching(ctx: Context, q: string) {
  authorize.write(ctx.actor)
  return list(ctx, q, (words) => and(listedTranslations(ctx.actor), isNamed(words)))
}

/**
 * Finds articles that every member may read, to link in an answer: by words of a title or slug in
 * any language, each once, in that of the answer if it can be.
 */
export async function listLinkable(ctx: Context, q: string, locale: Locale) {
  const member = { ...ctx.actor, role: 'member' as const, groups: [] }
  const isIn = isBestLanguage({ ...ctx, locale })
  return list(ctx, q, (words) => and(listedTranslations(member), isIn, isNamedAnywhere(words)))
}

async function list({ db }: Context, q: string, where: (words: string) => SQL | undefined) {
  const words = wordsOf(q)
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
const isNamed = (
  words: string,
  { title, slug }: Record<'title' | 'slug', AnyColumn> = articleTranslations
): SQL => {
  const pattern = `%${escaped(words)}%`
  return sql`(${title} ilike ${pattern} or ${slug} ilike ${pattern})`
}

/** Condition: the title or slug of any public translation of the article does. */
const isNamedAnywhere = (words: string): SQL =>
  sql`exists (select from ${articleTranslations} named
    where ${named.articleId} = ${articles.id} and ${named.publicRevision} > 0 and ${isNamed(words, named)})`

/** The last part of an address, without what follows it; other words as they are. */
function wordsOf(q: string): string {
  const typed = q.trim()
  const slug = /\/articles\/([^/?#]+)/.exec(typed)?.[1]
  if (slug === undefined) return typed
  return decoded(slug)
}

const escaped = (words: string) => words.replace(/[\\%_]/g, (sign) => `\\${sign}`)

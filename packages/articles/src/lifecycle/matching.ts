import { and, desc, eq, sql } from 'drizzle-orm'
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
  const words = wordsOf(q)
  if (words === '') return { items: [] }
  const { articleId, language, title, slug, changedAt } = articleTranslations
  const pattern = `%${escaped(words)}%`
  const rows = await ctx.db
    .select({ id: articleId, kind: articles.kind, language, title, slug })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(
      and(
        listedTranslations(ctx.actor),
        sql`(${title} ilike ${pattern} or ${slug} ilike ${pattern})`
      )
    )
    .orderBy(desc(sql`${slug} = ${words}`), desc(changedAt), desc(articleId))
    .limit(matchLimit)
  return { items: rows.map(({ slug, ...row }) => ({ ...row, url: articleUrl(slug) })) }
}

/** The last part of an address, without what follows it; other words as they are. */
function wordsOf(q: string): string {
  const typed = q.trim()
  const slug = /\/articles\/([^/?#]+)/.exec(typed)?.[1]
  if (slug === undefined) return typed
  return decoded(slug)
}

const escaped = (words: string) => words.replace(/[\\%_]/g, (sign) => `\\${sign}`)

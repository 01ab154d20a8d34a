import { inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { articleRevisions, articles, articleSlugs, articleTranslations } from '../schema.ts'
import { checkedSlug } from '../writing/slugs.ts'
import { attempt, FileError, type Failure } from './failures.ts'
import { textFile } from './paths.ts'
import type { Text } from './texts.ts'

/** The slug of each text, by the path of its file. */
export type Addresses = ReadonlyMap<string, string>

/**
 * Decides which slugs the texts get, before any is stored, because they link to each other: what
 * its file says, else the one that it has, else one made of its title.
 */
export async function addressesOf(
  ctx: Context,
  texts: readonly Text[]
): Promise<{ addresses: Addresses; failures: Failure[] }> {
  const addresses = await storedSlugs(ctx, texts)
  const taken = new Map([...addresses].map(([path, slug]) => [slug, path]))
  const failures: Failure[] = []
  const named = texts.filter(({ words }) => words.slug !== undefined)
  for (const { path, words, lineOf } of named)
    failures.push(
      ...(await attempt(path, async () => {
        const slug = checkedSlug(words.slug ?? '')
        const other = taken.get(slug)
        if (other !== undefined && other !== path)
          throw new FileError(lineOf('slug'), `has the slug of ${other}: choose another`)
        taken.set(slug, path)
        addresses.set(path, slug)
      }))
    )
  for (const { path, words } of texts)
    if (words.slug === undefined && !addresses.has(path))
      failures.push(
        ...(await attempt(path, async () => {
          const slug = await unusedSlug(ctx, checkedSlug(words.title), taken)
          taken.set(slug, path)
          addresses.set(path, slug)
        }))
      )
  return { addresses, failures }
}

async function storedSlugs({ db }: Context, texts: readonly Text[]): Promise<Map<string, string>> {
  const paths = [...new Set(texts.map(({ article }) => article))]
  const slug = sql<string>`${articleRevisions.content}->>'slug'`
  const rows = await db
    .select({ path: articles.path, language: articleTranslations.language, slug })
    .from(articles)
    .innerJoin(articleTranslations, sql`${articleTranslations.articleId} = ${articles.id}`)
    .innerJoin(
      articleRevisions,
      sql`${articleRevisions.articleId} = ${articles.id}
        and ${articleRevisions.language} = ${articleTranslations.language}
        and ${articleRevisions.number} = ${articleTranslations.revision}`
    )
    .where(sql`${articles.path} = any(${sql.param(paths)}::text[])`)
  return new Map(rows.map(({ path, language, slug }) => [textFile(path ?? '', language), slug]))
}

/** Titles repeat more seldom than this. */
const maxAlike = 200

async function unusedSlug(
  { db }: Context,
  slug: string,
  taken: ReadonlyMap<string, string>
): Promise<string> {
  const candidates = [slug, ...Array.from({ length: maxAlike }, (_, at) => `${slug}-${at + 2}`)]
  const rows = await db
    .select({ slug: articleSlugs.slug })
    .from(articleSlugs)
    .where(inArray(articleSlugs.slug, candidates))
  const used = new Set([...rows.map((row) => row.slug), ...taken.keys()])
  return candidates.find((one) => !used.has(one)) ?? slug
}

import { and, eq, inArray, ne, or, sql } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { slugOf } from '@stoa/threads'
import type { Translation } from '../policy.ts'
import { articleRevisions, articleSlugs } from '../schema.ts'

/** Pages of their own under `/articles`. */
const reserved = ['new', 'series', 'sources', 'work']

/**
 * The slug for a title or for what a writer typed as one: letters and digits of every script,
 * joined by `-`.
 * @throws Problem 422 if nothing is left of it, or a page of the forum has it
 */
export function checkedSlug(written: string): string {
  const slug = slugOf(written)
  if (slug === '') throw invalid('slug', 'articles_slug_empty')
  if (reserved.includes(slug)) throw invalid('slug', 'articles_slug_reserved', { slug })
  return slug
}

type Named = Pick<Translation, 'articleId' | 'language'>

/** Titles repeat more seldom than this. */
const maxAlike = 50

/**
 * Reserves a slug that is made of a title: with a number behind it if another translation has it, or
 * takes it at the same time.
 * @throws Problem 422 `articles_slug_taken` if so many others have it
 */
export async function reserveUnused(ctx: Context, named: Named, slug: string): Promise<string> {
  const candidates = [slug, ...Array.from({ length: maxAlike }, (_, at) => `${slug}-${at + 2}`)]
  const rows = await ctx.db
    .select({ slug: articleSlugs.slug })
    .from(articleSlugs)
    .where(inArray(articleSlugs.slug, candidates))
  const taken = new Set(rows.map((row) => row.slug))
  for (const one of candidates.filter((one) => !taken.has(one)))
    if (await claim(ctx, named, one)) return one
  throw invalid('slug', 'articles_slug_taken', { slug })
}

/**
 * Reserves a slug for a translation. An earlier slug of the same translation may be taken again.
 * @throws Problem 422 `articles_slug_taken` if another one has or had it, in any language
 */
export async function reserveSlug(ctx: Context, named: Named, slug: string): Promise<void> {
  if (!(await claim(ctx, named, slug))) throw invalid('slug', 'articles_slug_taken', { slug })
}

async function claim(
  { db, now }: Context,
  { articleId, language }: Named,
  slug: string
): Promise<boolean> {
  await db
    .insert(articleSlugs)
    .values({ slug, articleId, language, createdAt: now })
    .onConflictDoNothing()
  const isOthers = or(ne(articleSlugs.articleId, articleId), ne(articleSlugs.language, language))
  return (await db.$count(articleSlugs, and(eq(articleSlugs.slug, slug), isOthers))) === 0
}

/** Condition: readers have seen a version with this slug. Others are not known to them. */
export const wasPublic = sql`exists (select from ${articleRevisions}
  where ${articleRevisions.articleId} = ${articleSlugs.articleId}
    and ${articleRevisions.language} = ${articleSlugs.language}
    and ${articleRevisions.publishedAt} is not null
    and ${articleRevisions.content}->>'slug' = ${articleSlugs.slug})`

/** Frees those slugs of a translation, whose newest version is public, that readers never saw. */
export const freeUnseenSlugs = ({ db }: Context, { articleId, language }: Named) =>
  db
    .delete(articleSlugs)
    .where(
      and(
        eq(articleSlugs.articleId, articleId),
        eq(articleSlugs.language, language),
        sql`not ${wasPublic}`
      )
    )

/**
 * Frees the slugs of a translation that readers never saw.
 * @param keep the slug of its newest version
 */
export const freeSlugs = ({ db }: Context, { articleId, language }: Named, keep?: string) =>
  db
    .delete(articleSlugs)
    .where(
      and(
        eq(articleSlugs.articleId, articleId),
        eq(articleSlugs.language, language),
        keep === undefined ? undefined : sql`${articleSlugs.slug} <> ${keep}`
      )
    )

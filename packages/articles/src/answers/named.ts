import { and, eq, inArray } from 'drizzle-orm'
import type { Actor, Context, Locale } from '@stoa/core'
import { slugOrWords } from '../lifecycle/match.ts'
import { articlesInOrder } from '../reading/search.ts'
import { articles, articleSlugs } from '../schema.ts'
import { wasPublic } from '../writing/slugs.ts'

type Named = Map<string, { title: string; url: string }>

/**
 * Implements the port that finds articles which texts name by a slug or an address: what replaces
 * them if they are archived, in the language of the reader or the nearest. Those that the reader may
 * not read are left out.
 */
export async function articlesNamed(
  ctx: Context,
  names: readonly string[],
  { reader, locale }: { reader: Actor; locale: Locale }
): Promise<Named> {
  const places = await placesOf(ctx, names)
  const ids = [...places.values()].flatMap(({ id, archivedAt, successorId }) =>
    archivedAt === null ? [id] : (successorId ?? [])
  )
  const rows = await articlesInOrder({ ...ctx, actor: reader, locale }, [...new Set(ids)])
  const found: Named = new Map()
  for (const [name, { id, archivedAt, successorId }] of places) {
    const row = rows.find((one) => one.id === (archivedAt === null ? id : successorId))
    if (row) found.set(name, { title: row.title, url: ctx.ports.publicOrigin + row.url })
  }
  return found
}

type Place = Pick<typeof articles.$inferSelect, 'id' | 'archivedAt' | 'successorId'>

/** The articles that had these slugs in public, by the names as they are written. */
export async function placesOf(
  { db }: Pick<Context, 'db'>,
  names: readonly string[]
): Promise<Map<string, Place>> {
  const slugs = names.map(slugOrWords)
  if (slugs.length === 0) return new Map()
  const { id, archivedAt, successorId } = articles
  const rows = await db
    .select({ slug: articleSlugs.slug, id, archivedAt, successorId })
    .from(articleSlugs)
    .innerJoin(articles, eq(id, articleSlugs.articleId))
    .where(and(inArray(articleSlugs.slug, slugs), wasPublic))
  const known = new Map(rows.map((row) => [row.slug, row]))
  return new Map(
    names.flatMap((name, at) => {
      const place = known.get(slugs[at] ?? '')
      return place ? [[name, place] as const] : []
    })
  )
}

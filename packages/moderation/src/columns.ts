import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { after, type Context, type Locale } from '@stoa/core'
import { preferredLanguages } from '@stoa/core/languages'
import { findCategory } from '@stoa/threads'
import { categories, threads } from '@stoa/threads/tables'
import { htmlFor } from '@stoa/threads/rendering'
import { cases } from './schema.ts'

/** Category columns of lists, for queries that join `categories`. */
export const categoryColumns = (ctx: Pick<Context, 'locale' | 'ports'>) => ({
  id: categories.id,
  slug: categories.slug,
  name: textColumn(ctx, categories.name)
})

/** A text of several languages as its reader takes it. */
const textColumn = (ctx: Pick<Context, 'locale' | 'ports'>, column: typeof categories.name) =>
  sql<string>`coalesce(${sql.join(
    preferredLanguages(ctx).map((language) => sql`${column} ->> ${language}`),
    sql`, `
  )})`

type CategoryColumns = {
  category: { id: number | null; slug: string | null; name: string | null } | null
}

export function categoryOf({ category }: CategoryColumns) {
  if (!category?.id || category.slug === null) return null
  return { id: category.id, slug: category.slug, name: category.name ?? category.slug }
}

/**
 * Condition for the category with this slug and its subcategories, for queries that join
 * `categories`.
 * @throws Problem 404 if the actor may not see it
 */
export async function inCategory(ctx: Context, slug?: string): Promise<SQL | undefined> {
  if (slug === undefined) return undefined
  const family = await findCategory(ctx, slug)
  return inArray(
    categories.id,
    family.map(({ id }) => id)
  )
}

export type WaitingFilter = { category?: string; language?: Locale; cursor?: string }

/**
 * Condition for a category and a language, for queries that join `categories` and `threads`.
 * @throws Problem as `inCategory`
 */
export const whereWaiting = async (
  ctx: Context,
  { category, language }: Omit<WaitingFilter, 'cursor'>
): Promise<SQL | undefined> =>
  and(await inCategory(ctx, category), language && eq(threads.language, language))

/** Milliseconds until others may claim the case. */
const claimLasts = 30 * 60_000

/** True if the claim of a case has not expired, for queries over `cases`. */
export const isClaimed = ({ now }: Pick<Context, 'now'>): SQL =>
  sql`coalesce(${cases.claimedAt} > ${after(now, -claimLasts)}, false)`

type Row<H extends string | null> = {
  html: H
  quarantinedLinks: string[] | null
  authorId: number | null
  category: { id: number | null } | null
}

/** HTML of a post for its author and moderators, with quarantined links. */
export const shownHtml = (ctx: Context, row: Row<string>): Promise<string> =>
  htmlFor(
    ctx,
    { html: row.html, quarantinedLinks: row.quarantinedLinks ?? [], authorId: row.authorId ?? 0 },
    { categoryId: row.category?.id ?? 0 }
  )

/** Adds `shownHtml` to rows; rows without a post get none. */
export const withShownHtml = <R extends Row<string | null>>(ctx: Context, rows: readonly R[]) =>
  Promise.all(
    rows.map(async (row) => {
      const { html } = row
      return { ...row, html: html === null ? null : await shownHtml(ctx, { ...row, html }) }
    })
  )

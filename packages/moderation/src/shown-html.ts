import type { Context } from '@stoa/core'
import { htmlFor } from '@stoa/threads/rendering'

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

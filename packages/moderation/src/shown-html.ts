import type { Context } from '@stoa/core'
import { htmlFor } from '@stoa/threads'

type Row<H extends string | null> = {
  html: H
  quarantinedLinks: string[] | null
  authorId: number | null
  category: { id: number | null } | null
}

/** The HTML of a post as its author and moderators see it: with the links that wait. */
export const shownHtml = (ctx: Context, row: Row<string>): Promise<string> =>
  htmlFor(
    ctx,
    { html: row.html, quarantinedLinks: row.quarantinedLinks ?? [], authorId: row.authorId ?? 0 },
    { categoryId: row.category?.id ?? 0 }
  )

/** The same of rows, some of which may have no post. */
export const withShownHtml = <R extends Row<string | null>>(ctx: Context, rows: readonly R[]) =>
  Promise.all(
    rows.map(async (row) => {
      const { html } = row
      return { ...row, html: html === null ? null : await shownHtml(ctx, { ...row, html }) }
    })
  )

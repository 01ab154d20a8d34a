import { and, desc, inArray } from 'drizzle-orm'
import { guest, type Context, type Locale } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { findCategory } from '@stoa/threads'
import { visibleAnnouncements } from './policy.ts'
import { concerning } from './list.ts'
import { namesFor, rowColumns, toRow, type Names } from './rows.ts'
import { announcements } from './schema.ts'
import { showBodies } from './render.ts'
import { showWords } from './shown-words.ts'
import { signedCopies, type SignedCopy } from './sign.ts'

export type AnnouncementFeedEntry = {
  id: number
  /** Percent-encoded path. */
  url: string
  type: string
  /** Name of the type in the reader's language. */
  typeName: string
  title: string
  html: string
  language: Locale
  publishedAt: string
  changedAt: string
  /** The newest signed copy. */
  signed: SignedCopy | undefined
}

export type AnnouncementFeed = {
  /** Name of the category; null for all categories. */
  title: string | null
  entries: AnnouncementFeedEntry[]
}

const size = 30

/**
 * Newest announcements as guests see them, in the reader's language or the nearest one, of all
 * categories or one (by slug). A withdrawn announcement has its correction as text.
 * @throws Problem 404
 */
export async function feedOfAnnouncements(
  outer: Context,
  slug?: string
): Promise<AnnouncementFeed> {
  const ctx = { ...outer, actor: guest }
  const [category] = slug === undefined ? [] : await findCategory(ctx, slug)
  const rows = await newest(ctx, slug)
  const ids = rows.map(({ row }) => row.id)
  const [names, copies] = await Promise.all([namesFor(ctx), signedCopies(ctx, ids)])
  const entries = rows.map(async (found) => ({
    ...(await entryOf(ctx, found, names)),
    signed: copies.get(found.row.id)
  }))
  return {
    title: category ? wordsFor(ctx, category.name) : null,
    entries: await Promise.all(entries)
  }
}

const newest = async (ctx: Context, slug?: string) =>
  ctx.db
    .select({
      row: rowColumns,
      correction: announcements.correction,
      correctionHtml: announcements.correctionHtml
    })
    .from(announcements)
    .where(
      and(
        visibleAnnouncements(guest),
        inArray(announcements.state, ['published', 'expired', 'withdrawn']),
        slug === undefined ? undefined : await concerning(ctx, slug)
      )
    )
    .orderBy(desc(announcements.publishedAt), desc(announcements.id))
    .limit(size)

type Found = Awaited<ReturnType<typeof newest>>[number]

async function entryOf(ctx: Context, { row, correction, correctionHtml }: Found, names: Names) {
  const { id, url, type, typeName, title, language, ...times } = toRow(ctx, row, names)
  const { html } =
    row.state === 'withdrawn'
      ? await showBodies(ctx, correction ?? {}, correctionHtml)
      : await showWords(ctx, id)
  const { changedAt } = times
  const publishedAt = times.publishedAt ?? changedAt
  return { id, url, type, typeName, title, html, language, publishedAt, changedAt }
}

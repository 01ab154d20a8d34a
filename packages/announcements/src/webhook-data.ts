import { eq, inArray, sql } from 'drizzle-orm'
import { isTooEarly } from '@stoa/accounts/reading-access'
import { guest, Problem, type Actor, type Context } from '@stoa/core'
import { visibleAnnouncements } from './policy.ts'
import { announcementCategories, announcements } from './schema.ts'
import { signedCopy, type SignedCopy } from './sign.ts'

type About = { announcementId: number }

/**
 * Reads announcements of every category, without unpublished ones. Whether a receiver may get what
 * guests do not read is decided by `isInternal` of the subject.
 */
const reader: Actor = { ...guest, role: 'staff' }

/**
 * Returns what webhooks send about an announcement: its newest signed copy, or null if it was never
 * public.
 */
export async function announcementForReceivers(
  ctx: Context,
  { announcementId: id }: About
): Promise<({ id: number } & SignedCopy) | null> {
  try {
    return { id, ...(await signedCopy({ ...ctx, actor: reader }, id)) }
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}

/**
 * Returns what filters of receivers ask about announcements: type, severity, categories, and whether
 * guests do not read them.
 */
export async function announcementSubjects(ctx: Context, payloads: readonly About[]) {
  const ids = [...new Set(payloads.map(({ announcementId }) => announcementId))]
  const { id, type, severity } = announcements
  const isClosed = await isTooEarly({ ...ctx, actor: guest })
  const rows = await ctx.db
    .select({
      ...{ id, type, severity, categoryIds },
      isInternal: sql<boolean>`${isClosed}::boolean or not (${visibleAnnouncements(guest)})`
    })
    .from(announcements)
    .where(inArray(id, ids))
  const found = new Map(rows.map((row) => [row.id, toSubject(row)]))
  return payloads.map(({ announcementId }) => found.get(announcementId) ?? null)
}

/** The categories that an announcement concerns, with their parents. */
const categoryIds = sql<number[]>`array(
  select unnest(array[categories.id, categories.parent_id]) from ${announcementCategories}
  join categories on categories.id = ${announcementCategories.categoryId}
  where ${eq(announcementCategories.announcementId, announcements.id)})`

type Row = { type: string; severity: string; categoryIds: (number | null)[]; isInternal: boolean }

/** One without categories concerns the whole forum. */
const toSubject = ({ type, severity, isInternal, ...row }: Row) => ({
  ...{ isInternal, announcementTypes: [type], severities: [severity] },
  ...(row.categoryIds.length > 0 && { categoryIds: row.categoryIds.map(Number) })
})

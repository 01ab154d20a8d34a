import { and, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { rendererVersion } from '@stoa/threads/rendering'
import { phaseOf, type AnnouncementVersion } from './content.ts'
import { normalize } from './normalization.ts'
import type { Found } from './policy.ts'
import {
  announcementCategories,
  announcementRevisions,
  announcements,
  announcementTexts,
  type Content
} from './schema.ts'
import { wordsOfServices } from './affected-services/known.ts'

/** Stores a version without showing it. */
export async function keepRevision(ctx: Context, id: number, number: number, content: Content) {
  await ctx.db.insert(announcementRevisions).values({
    announcementId: id,
    number,
    content,
    editorId: ctx.actor.id,
    createdAt: ctx.now
  })
}

/** Reads a stored version. */
export async function readRevision({ db }: Context, id: number, number: number): Promise<Content> {
  const [revision] = await db
    .select({ content: announcementRevisions.content })
    .from(announcementRevisions)
    .where(
      and(eq(announcementRevisions.announcementId, id), eq(announcementRevisions.number, number))
    )
  if (!revision) throw new Error(`announcement ${id} has no revision ${number}`)
  return revision.content
}

/** Ids of everybody who wrote a version; none of them may approve one. */
export async function editorsOf({ db }: Context, id: number): Promise<number[]> {
  const rows = await db
    .selectDistinct({ editorId: announcementRevisions.editorId })
    .from(announcementRevisions)
    .where(eq(announcementRevisions.announcementId, id))
  return rows.map(({ editorId }) => editorId)
}

/** Columns that the table of announcements repeats from a version, so that lists can query them. */
export const columnsOf = (content: Content, found?: Found) => ({
  type: content.type,
  basis: content.basis,
  severity: content.severity,
  services: content.services,
  phase: phaseOf(content.basis, found?.phase ?? null),
  publishAt: content.publishAt,
  expiresAt: content.expiresAt,
  startsAt: content.startsAt,
  endsAt: content.endsAt,
  pinnedUntil: content.pin?.until ?? null,
  pinOrder: content.pin?.order ?? 0,
  discussion: content.discussion,
  asksAcknowledgement: content.asksAcknowledgement ?? false
})

/** Shows a version: its texts, categories and times. */
export async function showRevision(
  ctx: Context,
  found: Found,
  version: AnnouncementVersion
): Promise<void> {
  const { content } = version
  await ctx.db
    .update(announcements)
    .set(columnsOf(content, found))
    .where(eq(announcements.id, found.id))
  await storeTexts(ctx, found.id, version)
  await storeCategories(ctx, found.id, content.categories)
}

/** Replaces the texts of an announcement. */
export async function storeTexts(
  ctx: Context,
  id: number,
  { content, texts }: AnnouncementVersion
): Promise<void> {
  const services = (await wordsOfServices(ctx, content.services)).join('\n')
  const rows = texts.map(({ locale, title, body, html }) => ({
    ...{ announcementId: id, locale, title, body, html, rendererVersion },
    folded: normalize(`${title}\n${services}\n${body}`)
  }))
  await ctx.db.delete(announcementTexts).where(eq(announcementTexts.announcementId, id))
  await ctx.db.insert(announcementTexts).values(rows)
}

/** Replaces the categories of an announcement. */
export async function storeCategories({ db }: Context, id: number, categoryIds: number[]) {
  await db.delete(announcementCategories).where(eq(announcementCategories.announcementId, id))
  const rows = [...new Set(categoryIds)].map((categoryId) => ({ announcementId: id, categoryId }))
  if (rows.length > 0) await db.insert(announcementCategories).values(rows)
}

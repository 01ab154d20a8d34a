import { eq } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { NumberedVersions } from '@stoa/editions'
import { rendererVersion } from '@stoa/threads/rendering'
import { phaseOf, type AnnouncementVersion } from './content.ts'
import { normalize } from './normalization.ts'
import type { Found } from './policy.ts'
import { snapshotOfContent } from './snapshots.ts'
import {
  announcementCategories,
  announcementRevisions,
  announcements,
  announcementTexts,
  type Content
} from './schema.ts'
import { wordsOfServices } from './affected-services/known.ts'

/** Announcements with all of their versions. */
export const announcementEditions = new NumberedVersions<
  typeof announcements,
  typeof announcementRevisions,
  { id: number },
  { content: Content }
>({
  ...{ texts: announcements, versions: announcementRevisions },
  rowKey: ({ id }) => ({ id }),
  versionKey: ({ id }) => ({ announcementId: id }),
  snapshot: (ctx, { content }, number) => snapshotOfContent(ctx, content, number),
  emitSaved: (ctx, { id }) => emit(ctx, 'announcement.saved', { announcementId: id }),
  waits: ['awaiting'],
  askForApproval: (ctx, { id }) =>
    emit(ctx, 'announcement.approval_requested', { announcementId: id, proposalId: null })
})

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

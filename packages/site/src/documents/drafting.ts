import { and, eq } from 'drizzle-orm'
import {
  checkRevision,
  conflict,
  emit,
  invalid,
  notFound,
  transaction,
  type Context,
  type Snapshot
} from '@stoa/core'
import { isBuiltIn, reserved } from './built-in.ts'
import type { DocumentInput } from './contract.ts'
import { isShortNotice } from './notice.ts'
import { authorize } from './policy.ts'
import { documents, documentVersions, type DocumentTexts } from './schema.ts'
import {
  newestPublic,
  snapshotOfVersion,
  versionWith,
  waitingVersion,
  waits,
  type Version
} from './stored.ts'
import { checkTexts } from './texts.ts'

type Written = DocumentInput & { texts: DocumentTexts }

/**
 * Saves a version that waits to be published. It replaces the one that waited before.
 * @param input.revision of the source that the actor edited; 0 creates a document
 * @throws Problem 403 as `rules.write`; 404 for an unknown document, unless it is created; 409 as
 * `checkRevision`, and for a correction `document_change_waiting` or `document_change_scheduled`
 * while a material version waits or is scheduled; 422 as `checkTexts`, on `effectiveAt` for a time that has passed, on `shortNoticeReason` as
 * `isShortNotice`, and on `slug` for one that other pages use
 */
export async function saveDocument(ctx: Context, slug: string, input: DocumentInput) {
  authorize.write(ctx.actor)
  if (reserved.includes(slug)) throw invalid('slug', 'field_document_slug_taken')
  checkDate(ctx, input.effectiveAt)
  if (await isShortNotice(ctx, { ...input, slug }))
    throw invalid('shortNoticeReason', 'field_document_short_notice')
  await ctx.ports.safety.review(ctx, { path: 'shortNoticeReason', text: input.shortNoticeReason })
  const written = { ...input, texts: await checkTexts(ctx, input.texts) }
  await transaction(ctx, async (ctx) => {
    await lockDocument(ctx, slug, input.revision === '0')
    await replaceWaiting(ctx, slug, written)
    await emit(ctx, 'document.saved', { slug })
  })
}

function checkDate({ now }: Context, effectiveAt: string | undefined) {
  if (effectiveAt !== undefined && effectiveAt <= now)
    throw invalid('effectiveAt', 'field_document_date_past')
}

async function replaceWaiting(ctx: Context, slug: string, written: Written) {
  const waiting = await waitingVersion(ctx, slug)
  const edited = waiting ?? (await newestPublic(ctx, slug))
  if (!written.material) checkCorrection(ctx, edited)
  if (Number(written.revision) !== (edited?.id ?? 0))
    checkRevision(
      written.revision,
      edited ? snapshotOfVersion(edited, edited.id) : snapshotOfVersion({ texts: {} }, 0),
      await read(ctx, slug, written.revision),
      snapshotOfVersion(written, 0)
    )
  if (waiting) await discardVersion(ctx, slug)
  const writers = new Set([...(waiting?.writerIds ?? []), ctx.actor.id])
  await insertVersion(ctx, slug, written, [...writers])
}

/** A correction takes effect at once and is not announced: it has no date or reason. */
const insertVersion = (ctx: Context, slug: string, written: Written, writerIds: number[]) =>
  ctx.db.insert(documentVersions).values({
    slug,
    texts: written.texts,
    material: written.material,
    writerIds,
    effectiveAt: (written.material && written.effectiveAt) || null,
    shortNoticeReason: (written.material && written.shortNoticeReason) || null,
    authorId: ctx.actor.id,
    createdAt: ctx.now
  })

/** Refuses a correction that would carry the text of a material version into force early. */
function checkCorrection({ now }: Context, edited: Version | undefined) {
  if (!edited?.material) return
  if (edited.number === null) throw conflict('document_change_waiting')
  if ((edited.effectiveAt ?? now) > now) throw conflict('document_change_scheduled')
}

/** The version that the actor edited, if it is one of this document. */
async function read(ctx: Context, slug: string, revision: string): Promise<Snapshot | undefined> {
  const found = await versionWith(ctx, Number(revision) || 0)
  return found?.slug === slug ? snapshotOfVersion(found, found.id) : undefined
}

/**
 * Locks a document until the transaction ends.
 * @param create whether to create one that does not exist; built-in ones always are
 * @throws Problem 404
 */
export async function lockDocument(
  { db, now }: Context,
  slug: string,
  create = false
): Promise<void> {
  if (create || isBuiltIn(slug))
    await db.insert(documents).values({ slug, createdAt: now }).onConflictDoNothing()
  const found = await db.select().from(documents).where(eq(documents.slug, slug)).for('update')
  if (found.length === 0) throw notFound()
}

const discardVersion = ({ db, now }: Context, slug: string) =>
  db
    .update(documentVersions)
    .set({ discardedAt: now })
    .where(and(eq(documentVersions.slug, slug), waits))

/**
 * Discards the version that waits; its row stays. @throws Problem 403 as `rules.write`, 404
 */
export async function discardDocument(ctx: Context, slug: string): Promise<void> {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await lockDocument(ctx, slug)
    if (!(await waitingVersion(ctx, slug))) throw notFound()
    await discardVersion(ctx, slug)
    await emit(ctx, 'document.saved', { slug })
  })
}

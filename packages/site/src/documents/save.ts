import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { reserved } from './built-in.ts'
import type { DocumentInput } from './contract.ts'
import { isShortNotice } from './notice.ts'
import { authorize } from './policy.ts'
import { documentVersions, type DocumentTexts } from './schema.ts'
import {
  createDocument,
  lockDocument,
  newestPublic,
  snapshotOfVersion,
  documentEditions,
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
    if (input.revision === '0') await createDocument(ctx, slug)
    await lockDocument(ctx, slug)
    await replaceWaiting(ctx, slug, written)
    await emit(ctx, 'document.saved', { slug })
  })
}

function checkDate({ now }: Context, effectiveAt: string | undefined) {
  if (effectiveAt !== undefined && effectiveAt <= now)
    throw invalid('effectiveAt', 'field_document_date_past')
}

async function replaceWaiting(ctx: Context, slug: string, written: Written) {
  const waiting = await documentEditions.waiting(ctx, slug)
  const newest = waiting ?? (await newestPublic(ctx, slug))
  if (!written.material) checkCorrection(ctx, newest)
  const { revision } = written
  const typed = snapshotOfVersion(written, 0)
  await documentEditions.checkRead(ctx, { revision, newest, typed }, slug)
  await documentEditions.discard(ctx, {}, slug)
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

/**
 * Discards the version that waits; its row stays. @throws Problem 403 as `rules.write`, 404
 */
export async function discardDocument(ctx: Context, slug: string): Promise<void> {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await documentEditions.lockWaiting(ctx, undefined, slug)
    await documentEditions.discard(ctx, {}, slug)
    await emit(ctx, 'document.saved', { slug })
  })
}

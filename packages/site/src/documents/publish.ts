import { and, eq, gt, isNotNull, isNull, lte } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { currentSite } from '../current.ts'
import { isOpened } from '../opened.ts'
import { isBuiltIn, shippedTexts } from './built-in.ts'
import { startMailing } from './mailings.ts'
import { isBinding, isShortNotice } from './notice.ts'
import { outsideOf } from './outside.ts'
import { authorize } from './policy.ts'
import { documentVersions } from './schema.ts'
import { newestPublic, documentEditions, type Version } from './stored.ts'

/**
 * Whether a version needs the word of a second person: every material one, every one of rules,
 * terms and privacy, because only its writer calls it a correction, and every one with an outside
 * address, once the forum is open.
 */
export async function needsSecondPerson(
  ctx: Context,
  { slug, material }: Pick<Version, 'slug' | 'material'>,
  outside: readonly string[]
): Promise<boolean> {
  return (material || isBinding(slug) || outside.length > 0) && isOpened(ctx)
}

/**
 * Publishes the version that waits, at once or for its date of effect. It replaces one that is
 * scheduled.
 * @param revision of the snapshot that the actor read
 * @throws Problem 403 as `rules.publish`; 404 if none waits; 409 as `checkRevision`, and
 * `document_date_past` or `document_notice_short` if its date of effect came too near meanwhile
 */
export async function publishDocument(ctx: Context, slug: string, revision: string): Promise<void> {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const { version, behind } = await documentEditions.lockWaiting(ctx, revision, slug)
    const outside = await outsideOf(ctx, version)
    authorize.publish(ctx.actor, {
      needsSecondPerson: await needsSecondPerson(ctx, version, outside),
      behind
    })
    await makePublic(ctx, version)
  })
}

async function makePublic(ctx: Context, version: Version) {
  const { id, slug, effectiveAt } = version
  const { db, actor, now } = ctx
  if (effectiveAt !== null && effectiveAt <= now) throw conflict('document_date_past')
  if (await isShortNotice(ctx, version)) throw conflict('document_notice_short')
  await withdrawScheduled(ctx, slug)
  const before = await newestPublic(ctx, slug)
  if (!before) await keepShipped(ctx, slug)
  await db
    .update(documentVersions)
    .set({
      number: (before?.number ?? 0) + 1,
      effectiveAt: effectiveAt ?? now,
      approvedById: actor.id,
      publishedAt: now,
      appliedAt: effectiveAt === null ? now : null
    })
    .where(eq(documentVersions.id, id))
  await recordSecurityEvent(ctx, 'setting.changed', {
    details: { setting: 'document', key: slug, change: 'changed' }
  })
  await emit(ctx, 'document.published', { slug, versionId: id })
  await startMailing(ctx, version)
}

/** A newer version replaces those that are not in force yet, whatever its date. */
async function withdrawScheduled({ db, now }: Context, slug: string) {
  const { number, effectiveAt, withdrawnAt } = documentVersions
  const isScheduled = and(isNotNull(number), gt(effectiveAt, now), isNull(withdrawnAt))
  await db
    .update(documentVersions)
    .set({ withdrawnAt: now })
    .where(and(eq(documentVersions.slug, slug), isScheduled))
}

/** Keeps the text that readers saw so far as version 0, because later releases may word it anew. */
async function keepShipped({ db, ...ctx }: Context, slug: string) {
  const { openedAt, locales } = await currentSite({ db, ...ctx })
  if (openedAt === null || !isBuiltIn(slug)) return
  const texts = shippedTexts(slug, locales)
  const at = { createdAt: openedAt, effectiveAt: openedAt, publishedAt: openedAt }
  const row = { slug, texts, number: 0, material: true, writerIds: [], ...at, appliedAt: openedAt }
  await db.insert(documentVersions).values(row)
}

/** Lets cached pages follow versions whose date of effect has come. A timed task calls it. */
export async function applyDue(ctx: Context): Promise<void> {
  const { id, slug, number, effectiveAt, appliedAt, withdrawnAt } = documentVersions
  const isDue = lte(effectiveAt, ctx.now)
  await transaction(ctx, async (ctx) => {
    const due = await ctx.db
      .update(documentVersions)
      .set({ appliedAt: ctx.now })
      .where(and(isNotNull(number), isNull(withdrawnAt), isNull(appliedAt), isDue))
      .returning({ versionId: id, slug })
    for (const version of due) await emit(ctx, 'document.in_force', version)
  })
}

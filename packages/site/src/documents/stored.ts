import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { notFound, snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { textParts, waitingVersions } from '@stoa/editions'
import { currentSite } from '../current.ts'
import { isBuiltIn, shippedTexts } from './built-in.ts'
import { inForceAt, knownVersions } from './known.ts'
import { documents, documentVersions, type DocumentTexts } from './schema.ts'

export type Version = typeof documentVersions.$inferSelect

/** All saved versions of documents, by the slug of the document. */
export const documentEditions = waitingVersions<typeof documentVersions, string>({
  table: documentVersions,
  waits: and(isNull(documentVersions.number), isNull(documentVersions.discardedAt)),
  isOf: (slug) => eq(documentVersions.slug, slug),
  lock: lockDocument,
  snapshot: (version) => snapshotOfVersion(version ?? { texts: {} }, version?.id ?? 0)
})

/** Selects the number of versions that wait to be published. Only admins may see it. */
export const documentsToPublish = documentEditions.count

/**
 * Locks a document until the transaction ends. Built-in ones always are.
 * @throws Problem 404
 */
export async function lockDocument(ctx: Context, slug: string): Promise<void> {
  if (isBuiltIn(slug)) await createDocument(ctx, slug)
  const isIt = eq(documents.slug, slug)
  const found = await ctx.db.select().from(documents).where(isIt).for('update')
  if (found.length === 0) throw notFound()
}

/** Creates a document without a version, unless there is one. */
export async function createDocument({ db, now }: Context, slug: string): Promise<void> {
  await db.insert(documents).values({ slug, createdAt: now }).onConflictDoNothing()
}

/** Returns the public version with the highest number; undefined before the first. */
export async function newestPublic({ db }: Context, slug: string): Promise<Version | undefined> {
  const { number } = documentVersions
  const [found] = await db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.slug, slug), isNotNull(number)))
    .orderBy(desc(number))
    .limit(1)
  return found
}

/** Returns the version that the publication of another one withdrew; undefined if none was scheduled. */
export async function versionReplacedBy(
  { db }: Context,
  { slug, publishedAt }: Version
): Promise<Version | undefined> {
  const { withdrawnAt, number } = documentVersions
  const [found] = await db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.slug, slug), eq(withdrawnAt, sql`${publishedAt}::timestamptz`)))
    .orderBy(desc(number))
    .limit(1)
  return found
}

/**
 * Returns the texts of a document that are in force: of a version, else those that come with the
 * forum. Undefined if there are none.
 */
export async function textsInForce(ctx: Context, slug: string): Promise<DocumentTexts | undefined> {
  const known = inForceAt(await knownVersions(ctx), slug, ctx.now)
  if (known) return (await documentEditions.find(ctx, known.id))?.texts
  return isBuiltIn(slug) ? shippedTexts(slug, (await currentSite(ctx)).locales) : undefined
}

type Shown = Pick<Version, 'texts'> &
  Partial<Pick<Version, 'material' | 'effectiveAt' | 'shortNoticeReason'>>

/** Snapshot of what publishing a version makes public. */
export function snapshotOfVersion(
  { texts, material, effectiveAt, shortNoticeReason }: Shown,
  revision: number
): Snapshot {
  const change = changeOf(material)
  return snapshotOf({ ...textParts(texts), effectiveAt, shortNoticeReason, change }, revision)
}

function changeOf(material: boolean | undefined) {
  if (material === undefined) return null
  return material ? 'material' : 'correction'
}

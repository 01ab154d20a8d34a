import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { currentSite } from '../current.ts'
import { isBuiltIn, shippedTexts } from './built-in.ts'
import { inForceAt, knownVersions } from './known.ts'
import { documentVersions, type DocumentTexts } from './schema.ts'

export type Version = typeof documentVersions.$inferSelect

/** Condition of versions that wait to be published. */
export const waits = and(isNull(documentVersions.number), isNull(documentVersions.discardedAt))

/** Returns the version that waits; undefined if none does. */
export async function waitingVersion({ db }: Context, slug: string): Promise<Version | undefined> {
  const [found] = await db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.slug, slug), waits))
  return found
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

/** Returns the version with this id. */
export async function versionWith({ db }: Context, id: number): Promise<Version | undefined> {
  const [found] = await db.select().from(documentVersions).where(eq(documentVersions.id, id))
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
  if (known) return (await versionWith(ctx, known.id))?.texts
  return isBuiltIn(slug) ? shippedTexts(slug, (await currentSite(ctx)).locales) : undefined
}

type Shown = Pick<Version, 'texts'> &
  Partial<Pick<Version, 'material' | 'effectiveAt' | 'shortNoticeReason'>>

/** Snapshot of what publishing a version makes public. */
export function snapshotOfVersion(
  { texts, material, effectiveAt, shortNoticeReason }: Shown,
  revision: number
): Snapshot {
  const words = Object.entries(texts).flatMap(([language, { title, body }]) => [
    [`title.${language}`, title],
    [`body.${language}`, body]
  ])
  const parts = {
    ...(Object.fromEntries(words) as Record<string, string>),
    effectiveAt,
    shortNoticeReason
  }
  return snapshotOf({ ...parts, change: changeOf(material) }, revision)
}

function changeOf(material: boolean | undefined) {
  if (material === undefined) return null
  return material ? 'material' : 'correction'
}

import { asc, desc, eq, inArray } from 'drizzle-orm'
import canonicalize from 'canonicalize'
import { FlattenedSign } from 'jose'
import { notFound, type Context } from '@stoa/core'
import { findAnnouncement } from './policy.ts'
import {
  announcements,
  announcementSignatures,
  announcementTexts,
  announcementUpdates,
  type SignedDocument
} from './schema.ts'
import { algorithm, signingKey } from './signing-keys.ts'

/** A verifiable copy: the content, and a detached JWS over its canonical JSON. */
export type SignedCopy = { document: SignedDocument; signature: string }

/** Signs the present content. Call it in the transaction that changes the content. */
export async function sign(ctx: Context, id: number): Promise<void> {
  const document = await documentOf(ctx, id)
  const { kid, key } = await signingKey(ctx)
  const { protected: header, signature } = await new FlattenedSign(bytesOf(document))
    .setProtectedHeader({ alg: algorithm, kid })
    .sign(key)
  await ctx.db.insert(announcementSignatures).values({
    announcementId: id,
    kid,
    document,
    signature: `${header}..${signature}`,
    createdAt: ctx.now
  })
}

/** The signed bytes: canonical JSON (RFC 8785). */
export const bytesOf = (document: unknown): Uint8Array =>
  new TextEncoder().encode(canonicalize(document))

async function documentOf(ctx: Context, id: number): Promise<SignedDocument> {
  const [row] = await ctx.db.select().from(announcements).where(eq(announcements.id, id))
  if (!row) throw notFound()
  const withdrawn = row.state === 'withdrawn'
  return {
    issuer: ctx.ports.publicOrigin,
    url: `${ctx.ports.publicOrigin}/announcements/${id}`,
    signedAt: ctx.now,
    state: row.state,
    type: row.type,
    basis: row.basis,
    severity: row.severity,
    phase: row.phase,
    services: row.services,
    publishedAt: row.publishedAt,
    expiresAt: row.expiresAt,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    texts: withdrawn ? {} : await textsOf(ctx, id),
    updates: withdrawn ? [] : await updatesOf(ctx, id),
    correction: row.correction
  }
}

async function textsOf({ db }: Context, id: number): Promise<SignedDocument['texts']> {
  const rows = await db
    .select()
    .from(announcementTexts)
    .where(eq(announcementTexts.announcementId, id))
  const entries = rows.map(({ locale, title, body }) => [locale, { title, body }] as const)
  return Object.fromEntries(entries)
}

const updatesOf = ({ db }: Context, id: number) =>
  db
    .select({
      phase: announcementUpdates.phase,
      at: announcementUpdates.createdAt,
      bodies: announcementUpdates.bodies
    })
    .from(announcementUpdates)
    .where(eq(announcementUpdates.announcementId, id))
    .orderBy(asc(announcementUpdates.id))

/**
 * Newest signed copies of these announcements, by id. The caller has checked that they are public.
 */
export async function signedCopies(
  { db }: Context,
  ids: number[]
): Promise<Map<number, SignedCopy>> {
  const { announcementId: id, document, signature } = announcementSignatures
  const rows = await db
    .selectDistinctOn([id], { id, document, signature })
    .from(announcementSignatures)
    .where(inArray(id, ids))
    .orderBy(id, desc(announcementSignatures.id))
  return new Map(rows.map(({ id, document, signature }) => [id, { document, signature }]))
}

/**
 * Newest signed copy of an announcement.
 * @throws Problem 404, also if no version was ever public
 */
export async function signedCopy(ctx: Context, id: number): Promise<SignedCopy> {
  await findAnnouncement(ctx, id)
  const [newest] = await ctx.db
    .select({
      document: announcementSignatures.document,
      signature: announcementSignatures.signature
    })
    .from(announcementSignatures)
    .where(eq(announcementSignatures.announcementId, id))
    .orderBy(desc(announcementSignatures.id))
    .limit(1)
  if (!newest) throw notFound()
  return newest
}

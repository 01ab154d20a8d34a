import { asc, eq } from 'drizzle-orm'
import { storeAcceptedTerms } from '@stoa/accounts/accepted-terms'
import type { Agreement } from '@stoa/accounts/contract'
import { conflict, emit, guest, invalid, notFound, transaction, type Context } from '@stoa/core'
import { sourceLocale } from '@stoa/messages'
import { isBuiltIn, urlOf } from './built-in.ts'
import { inForceAt, knownVersions, takesEffect, type KnownVersion } from './known.ts'
import { upcomingDocuments } from './notice.ts'
import { documentAcceptances } from './schema.ts'
import { textsInForce, documentEditions } from './stored.ts'
import { documentTextFor } from './texts.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

/** The newest material version of the terms in force. Corrections need no new acceptance. */
const wanted = (all: readonly KnownVersion[], now: string) =>
  all
    .filter((one) => one.slug === 'terms' && one.material && takesEffect(one))
    .filter(({ effectiveAt }) => effectiveAt <= now)
    .reduce((newest, { number }) => Math.max(newest, number), 0)

/** As the port `site.termsDue`. */
async function termsDue(parts: Parts, accepted: number): Promise<number | undefined> {
  const all = await knownVersions({ ...parts, actor: guest, locale: sourceLocale, cookies: [] })
  const number = wanted(all, parts.now)
  return accepted < number ? number : undefined
}

/**
 * Accepts a public version of the terms, or acknowledges one of another document: the one in force
 * or a scheduled one.
 * @throws Problem 404 for an unknown version, 409 `document_not_in_force` for an older one and one
 * that a newer one has replaced
 */
export async function acceptDocument(ctx: Context, slug: string, number: number): Promise<void> {
  const all = await knownVersions(ctx)
  const current = inForceAt(all, slug, ctx.now)
  const version = all.find((one) => one.slug === slug && one.number === number)
  if (!version && (number !== 0 || current || !isBuiltIn(slug))) throw notFound()
  const isOlder = current && number < current.number
  if (isOlder || (version && !takesEffect(version))) throw conflict('document_not_in_force')
  await transaction(ctx, (ctx) => record(ctx, ctx.actor.id, { slug, version, number }))
}

type Accepted = { slug: string; version: KnownVersion | undefined; number: number }

async function record(ctx: Context, userId: number, accepted: Accepted) {
  await ctx.db.insert(documentAcceptances).values(await rowOf(ctx, userId, accepted))
  if (accepted.slug !== 'terms') return
  await storeAcceptedTerms(ctx, userId, accepted.number)
  await emit(ctx, 'document.accepted', { userId })
}

async function rowOf(ctx: Context, userId: number, { slug, version, number }: Accepted) {
  const texts = version
    ? (await documentEditions.find(ctx, version.id))?.texts
    : await textsInForce(ctx, slug)
  const shown = documentTextFor(ctx, texts ?? {})
  const locale = shown?.language ?? ctx.locale
  return { userId, slug, number, locale, createdAt: ctx.now }
}

/** Documents that somebody agrees to who makes an account. */
const agreed = ['terms', 'privacy'] as const

/** Returns the number of the version in force; 0 is the text that the forum began with. */
export async function numberInForce(ctx: Context, slug: string): Promise<number> {
  return inForceAt(await knownVersions(ctx), slug, ctx.now)?.number ?? 0
}

/** As the port `site.showAgreement`. */
async function showAgreement(ctx: Context) {
  const shown = async (slug: string) => {
    const version = await numberInForce(ctx, slug)
    return { version, url: `${urlOf(slug)}/history/${version}` }
  }
  return { terms: await shown('terms'), privacy: await shown('privacy') }
}

/** As the port `site.checkAgreement`. */
async function checkAgreement(ctx: Context, agreement: Agreement): Promise<void> {
  for (const slug of agreed) {
    const number = agreement[slug]
    if (number === undefined) throw invalid(slug, `field_${slug}_required`)
    if (number !== (await numberInForce(ctx, slug))) throw invalid(slug, `field_${slug}_changed`)
  }
}

/** As the port `site.recordAgreement`: one row for the terms, one for the privacy notice. */
async function recordAgreement(ctx: Context, userId: number, agreement: Agreement): Promise<void> {
  const all = await knownVersions(ctx)
  const rows = []
  for (const slug of agreed) {
    const number = agreement[slug] ?? 0
    const version = all.find((one) => one.slug === slug && one.number === number)
    rows.push(await rowOf(ctx, userId, { slug, version, number }))
  }
  await ctx.db.insert(documentAcceptances).values(rows)
  const { terms = 0 } = agreement
  if (terms > 0) await storeAcceptedTerms(ctx, userId, terms)
}

/** What other packages need of documents, for the ports of `site`. */
export const documentPorts = {
  ...{ termsDue, showAgreement, checkAgreement, recordAgreement, upcomingDocuments },
  acceptTerms: (ctx: Context, number: number) => acceptDocument(ctx, 'terms', number)
}

/** Everything that a member accepted or acknowledged, for the data export. */
export async function* ownAcceptances({ db }: Context, userId: number) {
  const { slug, number, locale, createdAt, id } = documentAcceptances
  yield* await db
    .select({ document: slug, version: number, language: locale, at: createdAt })
    .from(documentAcceptances)
    .where(eq(documentAcceptances.userId, userId))
    .orderBy(asc(id))
}

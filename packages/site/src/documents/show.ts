import type { z } from 'zod'
import { notFound, type Context } from '@stoa/core'
import { isBuiltIn, urlOf } from './built-in.ts'
import type { documentHistory, documentPage, documentVersion } from './contract.ts'
import { linksTo } from './links.ts'
import { inForceAt, knownVersions, nextAfter, takesEffect, type KnownVersion } from './known.ts'
import type { DocumentTexts } from './schema.ts'
import { textsInForce, documentEditions } from './stored.ts'
import { documentTextFor, named, renderDocument } from './texts.ts'

type Shape<T extends z.ZodType> = z.input<T>
type ShownVersion = Shape<typeof documentPage>['version']

/** The text that comes with the forum, before somebody wrote another one. */
const unwritten = {
  number: 0,
  material: true,
  effectiveAt: null,
  publishedAt: null,
  shortNoticeReason: null
}

/** A version with its state at the time of `ctx`. */
export function shownVersion(
  { now }: Context,
  { id: _id, slug: _slug, withdrawnAt, ...version }: KnownVersion,
  current: KnownVersion | undefined
): ShownVersion {
  if (!takesEffect({ withdrawnAt })) return { ...version, state: 'withdrawn' }
  const passed = version.number === current?.number ? 'in_force' : 'past'
  return { ...version, state: version.effectiveAt > now ? 'scheduled' : passed }
}

/** Versions of a document in force and next. @throws Problem 404 without either */
export async function versionsNow(ctx: Context, slug: string) {
  const all = await knownVersions(ctx)
  const current = inForceAt(all, slug, ctx.now)
  const next = nextAfter(all, slug, ctx.now)
  if (!current && !isBuiltIn(slug)) throw notFound()
  const version = current
    ? shownVersion(ctx, current, current)
    : { ...unwritten, state: 'in_force' as const }
  return { version, next: next ? shownVersion(ctx, next, current) : null }
}

/** Shows the version in force. @throws Problem 404 */
export async function showDocument(
  ctx: Context,
  slug: string
): Promise<Shape<typeof documentPage>> {
  const now = await versionsNow(ctx, slug)
  const texts = await textsInForce(ctx, slug)
  return { ...(await shown(ctx, slug, texts ?? {})), ...now }
}

const descriptionLength = 160

async function shown(ctx: Context, slug: string, texts: DocumentTexts) {
  const found = documentTextFor(ctx, texts)
  if (!found) throw notFound()
  const { title, body, language } = await named(ctx, found)
  const { html, textContent } = await renderDocument(ctx, body)
  const description = textContent.replace(/\s+/g, ' ').slice(0, descriptionLength)
  return {
    ...{ slug, url: urlOf(slug), title, html, description, language },
    translated: language === ctx.locale
  }
}

/** Lists the public versions of a document, the newest first. @throws Problem 404 */
export async function documentVersionsOf(
  ctx: Context,
  slug: string
): Promise<Shape<typeof documentHistory>> {
  const { version } = await versionsNow(ctx, slug)
  const [link] = await linksTo(ctx, [slug])
  if (!link) throw notFound()
  const all = await knownVersions(ctx)
  const current = inForceAt(all, slug, ctx.now)
  const items = all
    .filter((one) => one.slug === slug)
    .map((one) => shownVersion(ctx, one, current))
    .reverse()
  return { ...link, items: current ? items : [...items, version] }
}

/** Shows any public version, and what it changed. @throws Problem 404 */
export async function showVersion(
  ctx: Context,
  slug: string,
  number: number
): Promise<Shape<typeof documentVersion>> {
  await versionsNow(ctx, slug)
  const all = await knownVersions(ctx)
  const ofDocument = all.filter((one) => one.slug === slug)
  const wanted = ofDocument.find((one) => one.number === number)
  if (!wanted) return showShipped(ctx, slug, number)
  const texts = (await documentEditions.find(ctx, wanted.id))?.texts ?? {}
  const before = ofDocument.findLast((one) => takesEffect(one) && one.number < number)
  return {
    ...(await shown(ctx, slug, texts)),
    ...compared(ctx, texts, before && (await documentEditions.find(ctx, before.id))?.texts),
    version: shownVersion(ctx, wanted, inForceAt(all, slug, ctx.now))
  }
}

/** The text that comes with the forum, while it is in force. */
async function showShipped(ctx: Context, slug: string, number: number) {
  const { version } = await versionsNow(ctx, slug)
  if (number !== 0 || version.number !== 0) throw notFound()
  const texts = (await textsInForce(ctx, slug)) ?? {}
  return { ...(await shown(ctx, slug, texts)), ...compared(ctx, texts), version }
}

function compared(ctx: Context, texts: DocumentTexts, before?: DocumentTexts) {
  const text = documentTextFor(ctx, texts)
  const old = before && documentTextFor(ctx, before, text?.language)
  const { title = '', body = '' } = text ?? {}
  return { text: { title, body }, before: old ? { title: old.title, body: old.body } : null }
}

import { inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { currentSite } from '../current.ts'
import { builtIn, isBuiltIn, shippedText, shippedTexts, urlOf } from './built-in.ts'
import type { documentList } from './contract.ts'
import { inForceAt, knownVersions } from './known.ts'
import { documentVersions } from './schema.ts'
import { documentTextFor, listed, named, type InLanguage } from './texts.ts'

/** Lists the documents that have a version in force: built-in ones, then others by title. */
export async function listDocuments(ctx: Context): Promise<z.input<typeof documentList>> {
  return { items: await linksTo(ctx, await slugsInForce(ctx)) }
}

async function slugsInForce(ctx: Context): Promise<string[]> {
  const all = await knownVersions(ctx)
  const written = all.filter(({ effectiveAt }) => effectiveAt <= ctx.now).map(({ slug }) => slug)
  return [...new Set([...builtIn, ...written])]
}

/** Title and address of documents, in the reader's language. Drafts are titled by their slug. */
export async function linksTo(ctx: Context, slugs: readonly string[]) {
  const titles = await titlesOf(ctx)
  const links = slugs.map((slug) => {
    const { title, language } = titles.get(slug) ?? { title: slug, language: ctx.locale }
    return { slug, url: urlOf(slug), title, language }
  })
  const isOwn = ({ slug }: { slug: string }) => !isBuiltIn(slug)
  const own = links.filter(isOwn).sort((a, b) => a.title.localeCompare(b.title, ctx.locale))
  return [...links.filter((link) => !isOwn(link)), ...own]
}

type Title = Pick<InLanguage, 'title' | 'language'>

async function titlesOf(ctx: Context): Promise<Map<string, Title>> {
  const titles = new Map<string, Title>(
    builtIn.map((slug) => [slug, { ...shippedText(slug, ctx.locale), language: ctx.locale }])
  )
  for (const row of await writtenInForce(ctx)) {
    const text = documentTextFor(ctx, row.texts)
    if (text) titles.set(row.slug, await named(ctx, text))
  }
  return titles
}

/** The versions in force that somebody wrote. */
async function writtenInForce({ db, ...ctx }: Context) {
  const all = await knownVersions({ db, ...ctx })
  const slugs = [...new Set(all.map(({ slug }) => slug))]
  const ids = slugs.flatMap((slug) => inForceAt(all, slug, ctx.now)?.id ?? [])
  const { id, slug, texts } = documentVersions
  if (ids.length === 0) return []
  return db.select({ slug, texts }).from(documentVersions).where(inArray(id, ids))
}

/** Lists the documents in force with their titles in the languages that they are written in. */
export async function titlesByLanguage(ctx: Context) {
  const { locales } = await currentSite(ctx)
  const written = new Map((await writtenInForce(ctx)).map(({ slug, texts }) => [slug, texts]))
  return [...new Set([...builtIn, ...written.keys()])].map((slug) => {
    const texts = listed(written.get(slug) ?? shippedTexts(slug, locales))
    const titles = texts.map(({ language, title }) => [language, title])
    return { slug, titles: Object.fromEntries(titles) as TextByLocale }
  })
}

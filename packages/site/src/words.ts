import type { Context, Locale } from '@stoa/core'
import { wordFields, type SiteWords } from './content.ts'
import { currentSite, type Site } from './current.ts'

type Languages = Pick<Site, 'defaultLocale'>

/**
 * Returns a text of the organisation in a language; without it, in the forum's default language.
 * Undefined if neither was written.
 */
export const inLanguage = <T>(
  texts: Partial<Record<Locale, T>>,
  locale: Locale,
  { defaultLocale }: Languages
): T | undefined => texts[locale] ?? texts[defaultLocale]

/**
 * Returns the words of the forum in a language; each that is missing there is the one of the
 * default language. A forum that was never named is called by its host.
 */
export function wordsOf(site: Site, locale: Locale, publicOrigin: string): SiteWords {
  const { words } = site.content
  const wanted = words[locale]
  const fallback = words[site.defaultLocale]
  const found = Object.fromEntries(
    wordFields.map((field) => [field, wanted?.[field] || fallback?.[field] || ''])
  ) as SiteWords
  const name = found.name || new URL(publicOrigin).host
  return { ...found, name, shortName: found.shortName || name, sender: found.sender || name }
}

/** Returns the words of the present site in a language, by default the one of the request. */
export const siteWords = async (ctx: Context, locale = ctx.locale): Promise<SiteWords> =>
  wordsOf(await currentSite(ctx), locale, ctx.ports.publicOrigin)

/** All names of the forum, in every language, for what may not look like them. */
export async function siteNames(ctx: Context): Promise<string[]> {
  const site = await currentSite(ctx)
  const names = Object.values(site.content.words).flatMap(({ name, shortName }) => [
    name,
    shortName
  ])
  return [...new Set(names.filter(Boolean))]
}

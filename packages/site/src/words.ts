import type { Context, Locale } from '@stoa/core'
import { textFor, type TextByLocale } from '@stoa/core/languages'
import { wordFields, type SiteWords } from './content.ts'
import { currentSite, type Site } from './current.ts'

/** A reader of the site, also of one that is no more than a draft. */
const readerOf = ({ locales, defaultLocale }: Site, locale: Locale) => ({
  ports: { languages: { all: locales, default: defaultLocale } },
  locale
})

/** Returns a text of the organisation as `textFor` of core; undefined if there is none. */
export const inLanguage = (texts: TextByLocale, locale: Locale, site: Site): string | undefined =>
  textFor(readerOf(site, locale), texts)?.text

/**
 * Returns the words of the forum in a language; each that is missing there falls back as other
 * texts do. A forum that was never named is called by its host.
 */
export function wordsOf(site: Site, locale: Locale, publicOrigin: string): SiteWords {
  const languages = Object.entries(site.content.words)
  const inEach = (field: keyof SiteWords) =>
    Object.fromEntries(languages.map(([language, words]) => [language, words[field]]))
  const found = Object.fromEntries(
    wordFields.map((field) => [field, inLanguage(inEach(field), locale, site) ?? ''])
  ) as SiteWords
  const name = found.name || new URL(publicOrigin).host
  return { ...found, name, shortName: found.shortName || name, sender: found.sender || name }
}

/** Returns the words of the present site in a language, by default the one of the request. */
export const siteWords = async (ctx: Context, locale = ctx.locale): Promise<SiteWords> =>
  wordsOf(await currentSite(ctx), locale, ctx.ports.publicOrigin)

/** All names of the forum, in every language, for what may not look like them. */
export async function siteNames(ctx: Context): Promise<string[]> {
  const { content } = await currentSite(ctx)
  const names = Object.values(content.words).flatMap((words) => [
    ...[words.name, words.shortName, words.sender]
  ])
  return [...new Set(names.filter(Boolean))]
}

/** Names and addresses by which readers know the forum's mails, names in every language. */
export async function mailSenders(ctx: Context): Promise<{ names: string[]; addresses: string[] }> {
  const site = await currentSite(ctx)
  const { publicOrigin, mailFrom } = ctx.ports
  const { replyTo } = site.content
  return {
    names: site.locales.map((locale) => wordsOf(site, locale, publicOrigin).sender),
    addresses: [mailFrom, ...(replyTo === null ? [] : [replyTo])]
  }
}

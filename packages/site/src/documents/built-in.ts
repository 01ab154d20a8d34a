import type { Locale } from '@stoa/core'
import { isTranslated, sourceLocale, translate } from '@stoa/messages'
import { builtIn as builtInShape, type BuiltIn } from './contract.ts'
import type { DocumentText } from './schema.ts'

export const builtIn = builtInShape.options

export const isBuiltIn = (slug: string): slug is BuiltIn => builtInShape.safeParse(slug).success

/** Addresses below `/documents` and `/admin/documents` that belong to other pages. */
export const reserved = ['new', 'retention', 'work']

/** The path of the page. */
export const urlOf = (slug: string): string => (isBuiltIn(slug) ? `/${slug}` : `/documents/${slug}`)

/** Returns the text that comes with the forum, with `{name}` for the forum's name. */
export const shippedText = (slug: BuiltIn, locale: Locale): DocumentText => ({
  title: translate(`documents_${slug}_title`, {}, locale),
  body: translate(`documents_${slug}_body`, { name: '{name}' }, locale)
})

/**
 * Returns the text that comes with the forum in each of these languages that has one; if none has,
 * in the language that all messages have.
 */
export function shippedTexts(slug: string, locales: readonly Locale[]) {
  if (!isBuiltIn(slug)) return {}
  const written = locales.filter((locale) => isTranslated(`documents_${slug}_body`, locale))
  const shown: Locale[] = written.length > 0 ? written : [sourceLocale]
  return Object.fromEntries(shown.map((locale) => [locale, shippedText(slug, locale)]))
}

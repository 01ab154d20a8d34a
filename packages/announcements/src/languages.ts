import type { Locale } from '@stoa/core'

const order: Record<Locale, readonly Locale[]> = {
  en: ['en', 'zh-CN', 'zh-TW'],
  'zh-CN': ['zh-CN', 'zh-TW', 'en'],
  'zh-TW': ['zh-TW', 'zh-CN', 'en']
}

/**
 * Returns the version of a text for a reader of `locale`: in their language, else in the nearest
 * one; undefined if there is none.
 */
export function inLanguage<T>(
  texts: Partial<Record<Locale, T>>,
  locale: Locale
): { language: Locale; text: T } | undefined {
  for (const language of order[locale]) {
    const text = texts[language]
    if (text !== undefined) return { language, text }
  }
  return undefined
}

/** Languages of a text, in the order of preference of a reader of `locale`. */
export const languagesIn = (texts: Partial<Record<Locale, unknown>>, locale: Locale): Locale[] =>
  order[locale].filter((language) => texts[language] !== undefined)

import type { Locale } from '@stoa/core'

const order: Record<Locale, readonly Locale[]> = {
  en: ['en', 'zh-CN', 'zh-TW'],
  'zh-CN': ['zh-CN', 'zh-TW', 'en'],
  'zh-TW': ['zh-TW', 'zh-CN', 'en']
}

/**
 * What a reader of `locale` is shown of a text in several languages: their own, else the nearest;
 * undefined where there is none at all.
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

/** The languages of a text, the order of `locale`'s readers. */
export const languagesIn = (texts: Partial<Record<Locale, unknown>>, locale: Locale): Locale[] =>
  order[locale].filter((language) => texts[language] !== undefined)

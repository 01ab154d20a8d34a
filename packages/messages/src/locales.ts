import { baseLocale, locales, type Locale } from './paraglide/runtime.js'

export { locales, type Locale }

/** The language every message is written in first. */
export const sourceLocale = baseLocale

/** Whether a value from outside (`?lang=`, a cookie, a column) is one of our locales. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

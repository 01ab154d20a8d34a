import { languages, type Locale } from '@stoa/messages'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: Locale, length: 'long' | 'short') {
  const key = `${locale} ${length}`
  const style =
    length === 'long'
      ? ({ year: 'numeric', month: 'long' } as const)
      : ({ month: 'narrow' } as const)
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' })
  formats.set(key, format)
  return format
}

const dateOf = (month: string) => new Date(`${month}-01T00:00:00Z`)

/** 2026-11 → November 2026, 2026年11月 */
export const monthWords = (month: string, locale: Locale) =>
  formatOf(locale, 'long').format(dateOf(month))

/** Short label below a column: the month's initial in Latin script, else its number. */
export const shortMonth = (month: string, locale: Locale) =>
  languages[locale].script === 'Latn'
    ? formatOf(locale, 'short').format(dateOf(month))
    : String(Number(month.slice(5)))

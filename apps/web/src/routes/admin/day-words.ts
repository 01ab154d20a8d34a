import { cached } from '#lib/format.ts'

const short = cached(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' })
)
const long = cached(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      ...{ weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }
    })
)

/** 2026-11-28 → Nov 28, 11月28日 */
export const dayWords = (day: string, locale: string) => short(locale).format(Date.parse(day))

/** 2026-11-28 → Sat, Nov 28, 11月28日周六 */
export const longDay = (day: string, locale: string) => long(locale).format(Date.parse(day))

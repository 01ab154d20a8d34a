import { cached } from './format.ts'

const day = cached(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
)

/** The day on which a document takes effect, in UTC, for which it was set. */
export const dayOfEffect = (time: string, locale: string) => day(locale).format(Date.parse(time))

import type { Locale } from '@stoa/core'

/** A time in a mail, with its hour and zone: a reader may be anywhere. */
export const timeInMail = (time: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, {
    ...{ year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
    ...{ timeZone: 'UTC', timeZoneName: 'short' }
  }).format(Date.parse(time))

import type { Locale } from '@stoa/core'

/** The languages of threads that a reader of `locale` is shown first; both Chinese scripts are one. */
export const languagesOf = (locale: Locale): Locale[] =>
  locale === 'en' ? ['en'] : ['zh-CN', 'zh-TW']

import type { Locale } from '@stoa/core'

/**
 * Languages of threads listed by default for a reader of `locale`. Both Chinese scripts belong
 * together.
 */
export const languagesOf = (locale: Locale): Locale[] =>
  locale === 'en' ? ['en'] : ['zh-CN', 'zh-TW']

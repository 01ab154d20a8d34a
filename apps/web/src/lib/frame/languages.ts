import type { Locale } from '@stoa/messages'

/** Each language by its own name. */
export const languages: [locale: Locale, name: string][] = [
  ['zh-CN', '简体中文'],
  ['zh-TW', '繁體中文'],
  ['en', 'English']
]

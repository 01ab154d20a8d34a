import { m, type Locale } from '@stoa/messages'

/** Each language by its own name. */
export const languages: [locale: Locale, name: string][] = [
  ['zh-CN', '简体中文'],
  ['zh-TW', '繁體中文'],
  ['en', 'English']
]

/** Each language as the page calls it, for labels and sentences: 英文, not English, in Chinese. */
export const languageWords: Record<Locale, typeof m.web_language_en> = {
  'zh-CN': m.web_language_zh_cn,
  'zh-TW': m.web_language_zh_tw,
  en: m.web_language_en
}

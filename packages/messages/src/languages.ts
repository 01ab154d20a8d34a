/** What differs between languages. Nothing else in the repository names one. */
type Language<Code = string> = {
  /** Its name in itself. */
  name: string
  /** Its tag where the code says a country and the script is meant, for its name in others. */
  named?: string
  /** ISO 15924; detection knows a text's language by it. */
  script: string
  direction: 'ltr' | 'rtl'
  /** Beginnings of the tags of Accept-Language, in lower case; the longest that fits wins. */
  tags: readonly string[]
  /** Its readers read these too, and prefer them where a text is not in their language. */
  reads: readonly Code[]
  /** Stands between two sentences. */
  sentenceGap: string
  /** False while messages are missing, which are then in English. */
  complete: boolean
}

/**
 * The languages that have message files, in the order in which they are offered. To add one, add
 * it here and its files `<capability>/<code>.json`.
 */
const list = {
  'zh-CN': {
    name: '简体中文',
    named: 'zh-Hans',
    script: 'Hans',
    direction: 'ltr',
    tags: ['zh'],
    reads: ['zh-TW'],
    sentenceGap: '',
    complete: true
  },
  'zh-TW': {
    name: '繁體中文',
    named: 'zh-Hant',
    script: 'Hant',
    direction: 'ltr',
    tags: ['zh-tw', 'zh-hant', 'zh-hk', 'zh-mo'],
    reads: ['zh-CN'],
    sentenceGap: '',
    complete: true
  },
  en: {
    name: 'English',
    script: 'Latn',
    direction: 'ltr',
    tags: ['en'],
    reads: [],
    sentenceGap: ' ',
    complete: true
  },
  ja: {
    name: '日本語',
    script: 'Jpan',
    direction: 'ltr',
    tags: ['ja'],
    reads: [],
    sentenceGap: '',
    complete: false
  }
} as const satisfies Record<string, Language>

export type Locale = keyof typeof list

export const languages: Readonly<Record<Locale, Language<Locale>>> = list

export const locales = Object.keys(list) as Locale[]

/** The language every message is written in first. */
export const sourceLocale = 'en' satisfies Locale

/** Whether a value from outside (`?lang=`, a cookie, a column) is one of our locales. */
export const isLocale = (value: unknown): value is Locale =>
  locales.some((locale) => locale === value)

/**
 * Every word people read, as functions: `m.web_row_replies({ count: 3 }, { locale: 'zh-CN' })`.
 * The locale is passed each time; there is no current one, because one process serves all readers.
 * Only pages leave it out: they tell `overwriteGetLocale` once that the page being rendered knows it.
 */
export { m } from './paraglide/messages.js'
export { overwriteGetLocale } from './paraglide/runtime.js'
export { isLocale, locales, sourceLocale, type Locale } from './locales.ts'
export { hasMessage, translate } from './translate.ts'

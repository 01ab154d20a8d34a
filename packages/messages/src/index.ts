/**
 * Every word people read, as functions: `m.threads_reply_count({ count: 3 }, { locale: 'zh-CN' })`.
 * The locale is passed each time; there is no current one, because one process serves all readers.
 */
export { m } from './paraglide/messages.js'
export { isLocale, locales, sourceLocale, type Locale } from './locales.ts'
export { hasMessage, translate } from './translate.ts'

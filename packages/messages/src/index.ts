/**
 * Every message as a function: `m.web_row_replies({ count: 3 }, { locale })`. The locale
 * is always passed, because one process serves readers of all languages. Only pages omit it: they
 * call `overwriteGetLocale` once with a function that knows the locale of the page being rendered.
 */
export { m } from './paraglide/messages.js'
export { overwriteGetLocale } from './paraglide/runtime.js'
export { isLocale, languages, locales, sourceLocale, type Locale } from './languages.ts'
export { isTranslated, loadLanguages, missingShare } from './load.ts'
export { languageName } from './language-names.ts'
export { hasMessage, translate, translateOpen } from './translate.ts'

import { page } from '$app/state'
import { overwriteGetLocale } from '@stoa/messages'

// In components `m.key()` speaks the language of the page being rendered. Loads and actions run
// outside of one and pass `{ locale: locals.locale }`.
overwriteGetLocale(() => page.data.locale)

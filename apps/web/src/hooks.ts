import { page } from '$app/state'
import type { Transport } from '@sveltejs/kit/hooks'
import { overwriteGetLocale } from '@stoa/messages'

// In components, `m.key()` uses the language of the page being rendered. Loads and actions run
// outside a page and pass `{ locale: locals.locale }`.
overwriteGetLocale(() => page.data.locale)

// SvelteKit serialises what loads return for browsers that hydrate, a tenth of the time of a long
// page. No page does, so no object is sent.
export const transport: Transport = {
  nothing: {
    encode: (value) => typeof value === 'object' && 1,
    decode: () => undefined
  }
}

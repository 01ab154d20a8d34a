import { page } from '$app/state'
import type { Reroute, Transport } from '@sveltejs/kit/hooks'
import { overwriteGetLocale } from '@stoa/messages'
import type { BuiltIn } from '#lib/shapes.ts'

// In components, `m.key()` uses the language of the page being rendered. Loads and actions run
// outside a page and pass `{ locale: locals.locale }`.
overwriteGetLocale(() => page.data.locale)

const builtIn = { rules: true, terms: true, privacy: true, about: true, contact: true }
const names = Object.keys(builtIn satisfies Record<BuiltIn, boolean>).join('|')
const shortAddress = new RegExp(`^/(?:${names})(?=/history|$)`)

// Documents that every forum has are found without `/documents`.
export const reroute: Reroute = ({ url: { pathname } }) =>
  shortAddress.test(pathname) ? `/documents${pathname}` : undefined

// SvelteKit serialises what loads return for browsers that hydrate, a tenth of the time of a long
// page. No page does, so no object is sent.
export const transport: Transport = {
  nothing: {
    encode: (value) => typeof value === 'object' && 1,
    decode: () => undefined
  }
}

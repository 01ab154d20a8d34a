import { page } from '$app/state'
import type { Transport } from '@sveltejs/kit/hooks'
import { overwriteGetLocale } from '@stoa/messages'
import { isServerOnly } from '#lib/server-only.ts'

// In components, `m.key()` uses the language of the page being rendered. Loads and actions run
// outside a page and pass `{ locale: locals.locale }`.
overwriteGetLocale(() => page.data.locale)

export const transport: Transport = {
  serverOnlyTransport: {
    encode: (value) => isServerOnly(value) && 1,
    decode: () => undefined
  }
}

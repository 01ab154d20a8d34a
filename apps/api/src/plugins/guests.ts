import type { FastifyRequest } from 'fastify'
import { localeOf } from '../locale.ts'
import { cacheKey } from '../cached-addresses.ts'

/**
 * A request whose page is the same for every guest. `?lang=` sets a cookie and so is not; `token`,
 * `next` and `title` are for one reader only. What a search finds changes after the events that drop
 * pages, when the index has followed them.
 */
export const isGuests = (request: FastifyRequest) =>
  request.method === 'GET' &&
  request.headers.authorization === undefined &&
  !hasSession(request) &&
  !/^\/search\b|[?&](lang|next|title|token)=/.test(request.url)

// The cookies as the actor is resolved from them: another reading of the header could take somebody
// signed in for a guest, and keep their page.
const hasSession = ({ cookies }: FastifyRequest) =>
  ['stoa_session', '__Host-stoa_session'].some((name) => name in cookies)

/** Path and query string (with its `?`) of an address. */
export function splitAddress(url: string): { path: string; search: string } {
  const at = url.indexOf('?')
  return at < 0 ? { path: url, search: '' } : { path: url.slice(0, at), search: url.slice(at) }
}

/** The address in the page cache that answers this guest's request. */
export function keyOf(request: FastifyRequest): string {
  const { path, search } = splitAddress(request.url)
  return cacheKey(path, search, localeOf(request), themeOf(request))
}

const themeOf = ({ cookies: { theme } }: FastifyRequest) =>
  theme === 'light' || theme === 'dark' ? theme : ''

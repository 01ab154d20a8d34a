import type { FastifyRequest } from 'fastify'
import { localeOf } from '../requests/locale.ts'
import { cacheKey } from '../pages/cached-addresses.ts'

/**
 * Whether the page of a request is the same for all guests. It is not with `?lang=`, which sets a
 * cookie, with `token`, `code`, `next` and `title`, which are for one reader, or on the way to a
 * provider of sign-in and back. Search results change later than the events that drop pages, so they
 * are excluded too.
 */
export const isGuests = (request: FastifyRequest) =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  request.headers.authorization === undefined &&
  !hasSession(request) &&
  !/^\/(?:search\b|signed-out\b|sign-in\/with\/)|[?&](lang|next|title|token|code)=/.test(
    request.url
  )

// Uses the same parsed cookies as the actor's resolution. A different parser could mistake a member
// for a guest and cache their page.
const hasSession = ({ cookies }: FastifyRequest) =>
  ['stoa_session', '__Host-stoa_session'].some((name) => name in cookies)

/** Splits a URL into path and query string (with its `?`). */
export function splitAddress(url: string): { path: string; search: string } {
  const at = url.indexOf('?')
  return at < 0 ? { path: url, search: '' } : { path: url.slice(0, at), search: url.slice(at) }
}

export function keyOf(request: FastifyRequest): string {
  const { path, search } = splitAddress(request.url)
  return cacheKey(path, search, localeOf(request))
}

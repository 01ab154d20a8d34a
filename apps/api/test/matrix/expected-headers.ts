import { expect } from 'vitest'
import type { TestAnswer } from '../forum.ts'

export type Headers = Record<string, unknown>

/** Headers of every response. */
export const security = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
}
export const closed = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }
export const unkept = { 'cache-control': 'private, no-store' }
/** Headers of JSON, text and all that is no page. */
export const ofData = { ...security, ...closed, ...unkept }

/** Policy of pages; the hash is that of the speculation rules. */
const pagePolicy = new RegExp(
  "^default-src 'none'; connect-src 'self'; font-src 'self'; img-src 'self' data: blob:; " +
    "manifest-src 'self'; media-src 'self'; script-src 'self' 'sha256-[\\w+/=]{44}'; " +
    "style-src-elem 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$"
)
export const ofPage = { ...security, 'content-security-policy': expect.stringMatching(pagePolicy) }
/** Headers of a page that is the same for all guests. */
export const ofGuestPage = {
  ...ofPage,
  'cache-control': 'private, no-cache',
  vary: 'accept-encoding, accept-language, cookie'
}

/** Headers of endpoints that return no JSON. */
const special: Record<string, Headers> = {
  'uploads.show': ofUpload(),
  'uploads.showVariant': ofUpload(),
  'notifications.unsubscribePage': ofUnsubscription(),
  'notifications.unsubscribe': ofUnsubscription(),
  'announcements.confirmSubscriptionPage': ofUnsubscription(),
  'announcements.confirmSubscription': ofUnsubscription(),
  'announcements.endSubscriptionPage': ofUnsubscription(),
  'announcements.endSubscription': ofUnsubscription(),
  'notifications.live': { ...ofData, 'cache-control': 'no-store' }
}

function ofUpload(): Headers {
  return {
    ...security,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'private, max-age=31536000, immutable'
  }
}

function ofUnsubscription(): Headers {
  return {
    ...security,
    ...unkept,
    // Its address contains a token.
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/
    )
  }
}

/** Headers of what an endpoint answers. */
export const headersOf = (name: string): Headers => special[name] ?? ofData

/** Expects exactly these of the listed headers. */
export function expectHeaders({ headers }: Pick<TestAnswer, 'headers'>, expected: Headers) {
  const names = [...Object.keys(security), 'content-security-policy', 'cache-control', 'vary']
  const mine = [...names, 'strict-transport-security', 'access-control-allow-origin', 'server']
  const found = mine.filter((name) => headers[name] !== undefined)
  expect(Object.fromEntries(found.map((name) => [name, headers[name]]))).toEqual(expected)
}

import type { FastifyInstance } from 'fastify'

/** Nothing may be loaded by an answer that is not a page. */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'"

const hsts = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/** The headers of an answer that says nothing else about itself. */
export const defaultHeaders = (https: boolean): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'content-security-policy': closedPolicy,
  'cache-control': 'private, no-store',
  ...(https && hsts)
})

/** Puts the security headers on every answer, errors included; what a route set itself stays. */
export function securityHeaders(app: FastifyInstance, https: boolean): void {
  const headers = Object.entries(defaultHeaders(https))
  // A promise per request would cost a kept page a tenth of its time; so it is in every hook here.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value)
    done()
  })
}

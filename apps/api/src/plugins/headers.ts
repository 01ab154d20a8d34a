import type { FastifyInstance } from 'fastify'

/** Nothing may be loaded by an answer that is not a page. */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'"

const fixed = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
}

/** Puts the security headers on every answer, errors included; what a route set itself stays. */
export function securityHeaders(app: FastifyInstance, https: boolean): void {
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.headers(fixed)
    if (https) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    if (!reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', closedPolicy)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store')
    return payload
  })
}

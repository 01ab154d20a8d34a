import type { FastifyInstance } from 'fastify'

/**
 * The Content-Security-Policy of answers that are not pages: they may load nothing. That of pages is
 * in `apps/web/content-security-policy.ts`.
 */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'"

const hsts = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

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

/**
 * What a browser reads of documents alone, or takes for granted: its own referrer policy is the same,
 * and only a worker has a policy, which `web.ts` sets. Styles and scripts would carry it for nothing.
 */
const ofDocuments = new Set([
  'cross-origin-opener-policy',
  'permissions-policy',
  'referrer-policy',
  'content-security-policy'
])
const isPartOfPage = /^(?:text\/css|application\/javascript)/

/** Adds the security headers to every answer, errors included. Headers set by a route are kept. */
export function securityHeaders(app: FastifyInstance, https: boolean): void {
  const all = Object.entries(defaultHeaders(https))
  const ofParts = all.filter(([name]) => !ofDocuments.has(name))
  app.decorateReply('addSecurityHeaders', function () {
    const isPart = isPartOfPage.test(String(this.getHeader('content-type')))
    const headers = isPart ? ofParts : all
    if (!isPart) this.header('x-request-id', this.request.id)
    for (const [name, value] of headers) if (!this.hasHeader(name)) this.header(name, value)
  })
  // A callback instead of a promise, which would make a cached page a tenth slower. All hooks here
  // do so.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.addSecurityHeaders()
    done()
  })
}

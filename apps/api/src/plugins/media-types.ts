import type { FastifyInstance } from 'fastify'
import { Problem, type AnyEndpoint } from '@stoa/core'
import { endpointOf } from '@stoa/core/server'

const multipart = /^\s*multipart\//i
const urlencoded = 'application/x-www-form-urlencoded'

/**
 * Answers 415 to all types except JSON, unless the endpoint takes a file or a form, or leaves the
 * body unread.
 */
export function refuseForms(api: FastifyInstance): void {
  api.addContentTypeParser(urlencoded, { parseAs: 'string' }, (request, body, done) => {
    const form = endpointOf(request)?.takesForm
    done(null, form ? Object.fromEntries(new URLSearchParams(body as string)) : undefined)
  })
  api.addHook('onRequest', (request, _reply, done) => {
    const refused = isRefused(request.headers['content-type'] ?? '', endpointOf(request))
    done(refused ? new Problem(415, 'unsupported_media_type') : undefined)
  })
}

function isRefused(type: string, endpoint: AnyEndpoint | undefined): boolean {
  if (endpoint?.ignoresBody) return false
  if (multipart.test(type)) return endpoint?.fileBytes === undefined
  const startsWith = (one: string) => type.trim().toLowerCase().startsWith(one)
  return startsWith('text/plain') || (startsWith(urlencoded) && !endpoint?.takesForm)
}

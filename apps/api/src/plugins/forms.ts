import type { FastifyInstance } from 'fastify'
import { type AnyEndpoint, Problem } from '@stoa/core'
import { endpointOf } from '@stoa/core/server'

/** Fits the longest announcement in three languages: a form needs nine bytes per Han character. */
export const largestForm = 640 * 1024
/** Parsing a hundred thousand fields would block the process for seconds. */
const maxFields = 1000

/**
 * Passes forms to pages as bytes, of whatever type. Pages parse them.
 * @throws Problem 413 for a form with too many fields
 */
export function takeForms(pages: FastifyInstance): void {
  pages.removeAllContentTypeParsers()
  pages.addContentTypeParser('*', { parseAs: 'buffer' }, ({ headers }, form: Buffer, done) => {
    const isMultipart = headers['content-type']?.toLowerCase().startsWith('multipart/')
    const tooMany = hasMore(form, isMultipart ? '\n--' : '&')
    done(tooMany ? new Problem(413, 'too_many_fields') : null, form)
  })
}

function hasMore(form: Buffer, separator: string): boolean {
  let at = 0
  for (let fields = 0; fields <= maxFields; fields += 1) {
    at = form.indexOf(separator, at) + 1
    if (at === 0) return false
  }
  return true
}

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

import type { FastifyInstance } from 'fastify'
import { Problem } from '@stoa/core'

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

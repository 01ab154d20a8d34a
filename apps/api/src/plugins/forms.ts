import type { FastifyInstance } from 'fastify'
import { Problem } from '@stoa/core'

/** The longest announcement in three languages: a form takes nine bytes for each of the Han. */
const largestForm = 640 * 1024
/** Of a hundred thousand fields reading the form takes seconds, in which nobody else is served. */
const maxFields = 1000

/**
 * Gives pages their forms as bytes, which they read themselves, whatever the type.
 * @throws Problem 413 for one that is too large or has too many fields
 */
export function takeForms(pages: FastifyInstance): void {
  pages.removeAllContentTypeParsers()
  const parsing = { parseAs: 'buffer', bodyLimit: largestForm } as const
  pages.addContentTypeParser('*', parsing, ({ headers }, form: Buffer, done) => {
    const isMultipart = headers['content-type']?.toLowerCase().startsWith('multipart/')
    const tooMany = hasMore(form, isMultipart ? '\n--' : '&')
    done(tooMany ? new Problem(413, 'too_large') : null, form)
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

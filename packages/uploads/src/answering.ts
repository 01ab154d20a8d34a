import { RawAnswer } from '@stoa/core'
import { isImage } from './content-type.ts'
import type { ReadUpload } from './reading.ts'

// Never in a shared cache: it would go on showing what has been hidden since. The bytes behind an id
// never change, so a reader's own browser may keep what it has seen.
const keptByReader = 'private, max-age=31536000, immutable'

/** The file as an answer: only images may be shown in place, and nothing in it may run. */
export function fileAnswer(file: ReadUpload): RawAnswer {
  const disposition = isImage(file.contentType) ? 'inline' : 'attachment'
  return new RawAnswer(file.bytes, {
    'content-type': file.contentType,
    'content-disposition': `${disposition}; filename*=UTF-8''${encoded(file.name)}`,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': file.public ? keptByReader : 'private, no-store',
    'x-content-type-options': 'nosniff'
  })
}

// RFC 8187 allows fewer characters than encodeURIComponent leaves.
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)

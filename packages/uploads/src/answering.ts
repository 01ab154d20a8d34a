import { RawAnswer } from '@stoa/core'
import { isImage } from './content-type.ts'
import type { ReadUpload } from './reading.ts'

// No shared cache, because it would go on serving hidden files. The bytes of an id never change, so
// the reader's own browser may cache them.
const keptByReader = 'private, max-age=31536000, immutable'

/** Answers with the file. Only images are shown inline, and nothing in them can run. */
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

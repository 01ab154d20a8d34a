import { endpoint, RawAnswer } from '@stoa/core'
import { nothing, openQuery } from '@stoa/core/contract'
import { maximumFileBytes, maximumVideoBytes, videos } from './accepted-files.ts'
import { uploadShape, uploadParams, variantParams } from './contract.ts'
import { answerForm } from './forms.ts'
import { profilePictureEndpoints } from './profile-pictures/endpoints.ts'
import { providerLogoEndpoints } from './provider-logos/endpoints.ts'
import { readUpload, type ReadUpload } from './read.ts'
import { upload } from './upload.ts'
import { isImage } from './content-type.ts'

const files = { 200: nothing, 206: nothing, 304: nothing, 416: nothing }

export const uploadsEndpoints = {
  ...profilePictureEndpoints,
  ...providerLogoEndpoints,
  upload: endpoint({
    method: 'POST',
    path: '/uploads',
    summary: 'Upload a file, private until a post includes it',
    answers: { 201: uploadShape, 303: nothing },
    minimumRole: 'member',
    scope: ['write', 'support'],
    fileBytes: maximumFileBytes,
    limit: { per: 'actor', count: 30, seconds: 60 },
    handle(ctx) {
      const file = ctx.origin?.file
      const run = () => upload(ctx, file?.name ? file : undefined)
      return file?.fields['next'] ? answerForm(ctx, file.fields, run) : run()
    }
  }),
  uploadVideo: endpoint({
    method: 'POST',
    path: '/uploads/videos',
    summary: 'Upload an MP4 or WebM for an article, or its captions as WebVTT',
    answers: { 201: uploadShape, 303: nothing },
    minimumRole: 'staff',
    capability: 'articles',
    fileBytes: maximumVideoBytes,
    limit: { per: 'actor', count: 10, seconds: 60 },
    handle(ctx) {
      const file = ctx.origin?.file
      const run = () => upload(ctx, file?.name ? file : undefined, videos)
      return file?.fields['next'] ? answerForm(ctx, file.fields, run) : run()
    }
  }),
  show: endpoint({
    method: 'GET',
    path: '/uploads/:id',
    summary: 'Download a file, for people who can read the post it is attached to',
    params: uploadParams,
    query: openQuery,
    answers: files,
    minimumRole: 'guest',
    scope: ['read', 'support'],
    handle: async (ctx, { id }) => fileAnswer(await readUpload(ctx, id))
  }),
  showVariant: endpoint({
    method: 'GET',
    path: '/uploads/:id/:width',
    summary: 'Download a smaller WebP of a picture, or the picture itself if it has none',
    params: variantParams,
    query: openQuery,
    answers: files,
    minimumRole: 'guest',
    scope: ['read', 'support'],
    handle: async (ctx, { id, width }) => fileAnswer(await readUpload(ctx, id, Number(width)))
  })
}

// No shared cache, because it would go on serving hidden files. The bytes of an id never change, so
// the reader's own browser may cache them.
const keptByReader = 'private, max-age=31536000, immutable'

/** Answers with the file. Only images are shown inline, and nothing in them can run. */
function fileAnswer(file: ReadUpload): RawAnswer {
  const disposition = isImage(file.contentType) ? 'inline' : 'attachment'
  return new RawAnswer(file.body, {
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

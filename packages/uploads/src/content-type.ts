import { isUtf8 } from 'node:buffer'
import { fileTypeFromBuffer } from 'file-type'
import { Problem } from '@stoa/core'
import { imageTypes, type ImageType } from './images.ts'
import { isText } from './text-files.ts'

export type AllowedType =
  ImageType | VideoType | 'application/pdf' | 'application/zip' | 'text/plain' | 'text/vtt'
type VideoType = 'video/mp4' | 'video/webm'

const heic = /^image\/hei[cf]/
const textName = /\.(txt|log)$/i

/**
 * Detects the type of a file by its content. The name decides only for text, which has no
 * signature.
 * @throws Problem 422 `upload_empty`, `upload_heic` or `upload_type_refused`
 */
export async function typeOf(bytes: Buffer, name: string): Promise<AllowedType> {
  if (bytes.length === 0) throw new Problem(422, 'upload_empty')
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  if (mime && heic.test(mime)) throw new Problem(422, 'upload_heic')
  if (isImage(mime)) return mime
  if (mime === 'application/pdf' || mime === 'application/zip') return mime
  if (!mime && textName.test(name) && isText(bytes)) return 'text/plain'
  throw new Problem(422, 'upload_type_refused')
}

/**
 * Detects the type of a video, or of its captions, by its content.
 * @throws Problem 422 `upload_empty` or `upload_video_refused`
 */
export async function videoTypeOf(bytes: Buffer): Promise<AllowedType> {
  if (bytes.length === 0) throw new Problem(422, 'upload_empty')
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  if (isVideo(mime)) return mime
  if (mime === 'text/vtt' && isUtf8(bytes) && isText(bytes)) return mime
  throw new Problem(422, 'upload_video_refused')
}

/** Whether a content type is one of the videos that all browsers play. */
export const isVideo = (mime: string | undefined): mime is VideoType =>
  mime === 'video/mp4' || mime === 'video/webm'

/** Whether a content type is one of the images that are redrawn. */
export const isImage = (mime: string | undefined): mime is ImageType =>
  imageTypes.some((type) => type === mime)

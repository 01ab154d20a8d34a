import type { Sharp } from 'sharp'
import pLimit from 'p-limit'
import { Problem } from '@stoa/core'
import { loadSharp } from './sharp.ts'

/** More than any camera gives. A bitmap of this size takes 200 MB. */
export const maximumPixels = 50_000_000

export const imageTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif'
] as const
export type ImageType = (typeof imageTypes)[number]

export type Image = { bytes: Buffer; width: number; height: number }

/**
 * Limits all work on images. That on the largest ones takes seconds and hundreds of megabytes, and
 * two of the four threads that it shares with files and compression.
 */
export const limitImageWork = pLimit(2)

/**
 * Redraws an image in its own format, so that only the picture survives, without place, camera,
 * name or hidden payload. Its rotation is applied to the pixels.
 * @throws Problem 422 `upload_too_many_pixels` before decoding, `upload_broken` if it cannot be
 * decoded
 */
export const redraw = (bytes: Buffer, type: ImageType): Promise<Image> =>
  limitImageWork(() => draw(bytes, type))

async function draw(bytes: Buffer, type: ImageType): Promise<Image> {
  const sharp = await loadSharp()
  const source = sharp(bytes, { animated: true, limitInputPixels: maximumPixels, failOn: 'error' })
  await refuseHuge(source)
  const { data, info } = await encode(source.autoOrient(), type)
    .toBuffer({ resolveWithObject: true })
    .catch(refuseBroken)
  return { bytes: data, width: info.width, height: info.pageHeight ?? info.height }
}

/** `whole`: all of the image, with transparent edges; otherwise its middle. */
export type Square = { side: number; whole?: boolean }

const transparent = { r: 0, g: 0, b: 0, alpha: 0 }

/**
 * Draws an image as a square WebP, without its metadata.
 * @throws Problem as `redraw`
 */
export const drawSquare = (bytes: Buffer, { side, whole = false }: Square): Promise<Buffer> =>
  limitImageWork(async () => {
    const sharp = await loadSharp()
    const source = sharp(bytes, { limitInputPixels: maximumPixels, failOn: 'error' })
    await refuseHuge(source)
    const fit = whole ? 'contain' : 'cover'
    const square = source.autoOrient().resize(side, side, { fit, background: transparent })
    return square.webp({ quality: 90 }).toBuffer().catch(refuseBroken)
  })

async function refuseHuge(source: Sharp) {
  const { width, height, pages = 1, pageHeight } = await source.metadata().catch(refuseBroken)
  const pixels = width * (pageHeight ? pageHeight * pages : height)
  if (pixels > maximumPixels)
    throw new Problem(422, 'upload_too_many_pixels', { megapixels: maximumPixels / 1_000_000 })
}

function refuseBroken(error: Error): never {
  if (/pixel limit/i.test(error.message))
    throw new Problem(422, 'upload_too_many_pixels', { megapixels: maximumPixels / 1_000_000 })
  throw new Problem(422, 'upload_broken')
}

function encode(image: Sharp, type: ImageType): Sharp {
  switch (type) {
    case 'image/jpeg':
      return image.jpeg({ quality: 85 })
    case 'image/png':
      return image.png({ compressionLevel: 8 })
    case 'image/webp':
      return image.webp({ quality: 85 })
    case 'image/gif':
      return image.gif({ keepDuplicateFrames: true })
    case 'image/avif':
      return image.avif({ effort: 2 })
  }
}

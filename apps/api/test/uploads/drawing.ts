import { readFileSync } from 'node:fs'
import sharp from 'sharp'

/** A PNG of noise, which has more than a megabyte for each million pixels. */
export const picture = (width: number, height: number, sigma = 10): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma }
    }
  })
    .png()
    .toBuffer()

/** An animated WebP of two frames, each of them large enough for variants. */
export const animation = async (): Promise<Buffer> => {
  const frames = await Promise.all([picture(800, 200), picture(800, 200, 40)])
  return sharp(frames, { join: { animated: true } })
    .webp({ quality: 90 })
    .toBuffer()
}

/** A small MP4 that plays. */
export const video = readFileSync(new URL('steps.mp4', import.meta.url))

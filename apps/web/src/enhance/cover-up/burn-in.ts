import type { Bar } from './bars.ts'

/** Draws an image on a canvas of the same size. */
export function draw(canvas: HTMLCanvasElement, image: ImageBitmap) {
  Object.assign(canvas, { width: image.width, height: image.height })
  canvas.getContext('2d')?.drawImage(image, 0, 0)
}

/**
 * Returns the image with the bars painted black, so that the file no longer contains what they
 * cover.
 */
export async function burntIn(image: ImageBitmap, bars: Bar[], file: File): Promise<File> {
  const canvas = document.createElement('canvas')
  draw(canvas, image)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  const { width, height } = canvas
  for (const bar of bars)
    context.fillRect(
      Math.floor(bar.left * width),
      Math.floor(bar.top * height),
      Math.ceil(bar.width * width) + 1,
      Math.ceil(bar.height * height) + 1
    )
  const type = file.type === 'image/jpeg' || file.type === 'image/webp' ? file.type : 'image/png'
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92))
  if (!blob) throw new Error('no image')
  return new File([blob], named(file.name, blob.type), { type: blob.type })
}

/** A GIF becomes a PNG and loses its animation. */
const named = (name: string, type: string) =>
  type === 'image/png' ? `${name.replace(/\.[^.]*$/, '')}.png` : name

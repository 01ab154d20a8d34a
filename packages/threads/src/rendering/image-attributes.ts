/** Size in pixels, so that the page does not shift when the image has loaded. */
export type ImageSize = { width: number; height: number }
/** `srcset`: its smaller variants, empty if it has none. */
export type ImageFacts = Partial<ImageSize> & {
  codes?: string[]
  srcset?: string
  contentType?: string
}

/**
 * How wide an image is on screen: as wide as the text column, or the window without its margins. A
 * phone with three pixels to one gets as many as one with two, because nobody sees the difference
 * and the bytes double.
 */
const sizes = '(min-width: 770px) 690px, (min-resolution: 2.5dppx) 52vw, 92vw'

/**
 * The attributes of an image that was uploaded here. It has its size, so that the page does not
 * shift when it arrives, and its variants, so that no reader loads more than the screen shows.
 */
export function imageAttributes({ width, height, srcset }: ImageFacts): Record<string, string> {
  return {
    ...(width !== undefined && { width: String(width) }),
    ...(height !== undefined && { height: String(height) }),
    ...(srcset && { srcset, sizes }),
    loading: 'lazy',
    decoding: 'async'
  }
}

import type { Context } from '@stoa/core'
import { limitImageWork, maximumPixels } from './images.ts'
import { loadSharp } from './sharp.ts'
import type { uploads, Variant } from './schema.ts'

/**
 * Widths that a picture is kept in beside the original, in pixels: that of a text on screen, and
 * twice as many for displays that have more of them.
 */
const variantWidths = [690, 1380] as const
export const variantType = 'image/webp'

/** A picture up to this size costs a reader little as it is. */
const smallBytes = 40_000
/** A variant that has more of the original's bytes is not worth its space. */
const worthwhile = 0.75
/** WebP has no pictures that are larger in either direction. */
const maxWebpSide = 16_383

export type DrawnVariant = { width: number; bytes: Buffer }

/** The id of a variant's bytes in the storage. */
export const variantId = (id: string, width: number): string => `${id}-${width}`

/** The ids of everything that the storage may have of an upload. */
export const storedIds = (id: string): string[] => [
  id,
  ...variantWidths.map((width) => variantId(id, width))
]

/**
 * Draws the variants of a picture. Animations, small pictures and those that would not become much
 * smaller have none.
 * @param bytes of a picture from `redraw`
 */
export async function drawVariants(bytes: Buffer): Promise<DrawnVariant[]> {
  if (bytes.length <= smallBytes) return []
  const sharp = await loadSharp()
  const { width, height, pages = 1 } = await sharp(bytes, limits).metadata()
  if (pages > 1) return []
  const drawn: DrawnVariant[] = []
  for (const box of boxesFor(width)) {
    if ((height / width) * Math.min(box, width) > maxWebpSide) continue
    const variant = await limitImageWork(() => draw(bytes, box))
    if (variant.length <= bytes.length * worthwhile) drawn.push({ width: box, bytes: variant })
  }
  return drawn
}

const limits = { limitInputPixels: maximumPixels }

/** The widths up to the first into which the whole picture fits. */
const boxesFor = (width: number) =>
  variantWidths.filter((_, at) => at === 0 || width > (variantWidths[at - 1] ?? 0))

const draw = async (bytes: Buffer, width: number): Promise<Buffer> =>
  (await loadSharp())(bytes, limits)
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 75, smartSubsample: true })
    .toBuffer()

/** Variants as the row of an upload has them. */
export const variantsOf = (drawn: DrawnVariant[]): Variant[] =>
  drawn.map(({ width, bytes }) => ({ width, bytes: bytes.length }))

/** Stores drawn variants beside their original. */
export async function putVariants({ ports }: Context, id: string, drawn: DrawnVariant[]) {
  for (const { width, bytes } of drawn) await ports.files.put(variantId(id, width), [bytes])
}

/** A picture as far as its variants are concerned. */
export type Picture = Pick<typeof uploads.$inferSelect, 'id' | 'contentType' | 'variants'> & {
  width: number
}

/**
 * The variants of a picture as the `srcset` of an image; empty if it has none. As long as those of
 * an older picture are not made, the original is sent at these addresses.
 */
export function srcsetOf({ id, width, contentType, variants }: Picture): string {
  const unmade = contentType === 'image/gif' ? [] : boxesFor(width)
  return (variants?.map((one) => one.width) ?? unmade)
    .map((box) => `/api/v1/uploads/${id}/${box} ${Math.min(box, width)}w`)
    .join(', ')
}

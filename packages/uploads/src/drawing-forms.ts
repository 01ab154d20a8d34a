import { buffer } from 'node:stream/consumers'
import type { Sharp } from 'sharp'
import type { Context } from '@stoa/core'
import { streamOf } from './files.ts'
import { limitImageWork, maximumPixels } from './images.ts'
import { loadSharp } from './sharp.ts'

const square = (side: number) => (image: Sharp) =>
  image.resize(side, side, { fit: 'contain', background: '#0000' }).png()

/** What surrounds the safe zone of a maskable icon may be cut off; it is 80% wide. */
function maskable(side: number) {
  const edge = Math.round(side / 10)
  const around = { top: edge, bottom: edge, left: edge, right: edge, background: '#fff' }
  const safe = side - 2 * edge
  return (image: Sharp) =>
    image.flatten({ background: '#fff' }).resize(safe, safe).extend(around).png()
}

/** Forms in which a picture is sent; PNG, because mail programs show nothing newer. */
const forms = {
  logo: (image: Sharp) =>
    image.resize({ width: 480, height: 96, fit: 'inside', withoutEnlargement: true }).png(),
  social: (image: Sharp) =>
    image.resize(1200, 630, { fit: 'cover' }).flatten({ background: '#fff' }).jpeg({ quality: 82 }),
  '32': square(32),
  '180': (image: Sharp) => image.flatten({ background: '#fff' }).resize(180, 180).png(),
  '192': square(192),
  '512': square(512),
  maskable: maskable(512)
}
export type DrawnForm = keyof typeof forms
export const drawnForms: readonly string[] = Object.keys(forms)

/**
 * Draws a stored picture in one of its forms. Returns undefined if its bytes are lost.
 * @param id of a picture that the caller has found visible
 */
export async function drawAs(
  { ports }: Pick<Context, 'ports'>,
  id: string,
  form: DrawnForm
): Promise<Buffer | undefined> {
  const file = await ports.files.open(id)
  if (!file) return undefined
  const bytes = await buffer(streamOf(file))
  const sharp = await loadSharp()
  const source = sharp(bytes, { limitInputPixels: maximumPixels })
  return limitImageWork(() => forms[form](source).toBuffer())
}

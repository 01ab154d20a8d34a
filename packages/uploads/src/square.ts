import { Problem } from '@stoa/core'
import { isImage, typeOf } from './content-type.ts'
import { drawSquare, type Square } from './images.ts'
import type { File } from './upload.ts'

/**
 * Draws a picture anew as a square. What `upload` refuses passes.
 * @throws Problem as `typeOf` and `drawSquare`, 422 `upload_type_refused` for other files
 */
export async function squareOf(
  file: File | undefined,
  square: Square & { name: string }
): Promise<File | undefined> {
  if (!file || file.tooLarge || file.bytes.length === 0) return file
  const type = await typeOf(file.bytes, file.name)
  if (!isImage(type)) throw new Problem(422, 'upload_type_refused')
  return { ...file, name: square.name, bytes: await drawSquare(file.bytes, square) }
}

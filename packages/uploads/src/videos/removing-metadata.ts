import { Problem } from '@stoa/core'
import { clearMp4 } from './mp4-boxes.ts'
import { clearWebm } from './webm-elements.ts'

/**
 * Overwrites what a video says of its place, device and author, in the bytes themselves. Nothing
 * moves, so that all positions in the file stay true.
 * @throws Problem 422 `upload_video_broken` if its parts do not fit into each other
 */
export function removeMetadata(bytes: Buffer, type: 'video/mp4' | 'video/webm'): void {
  const isWhole = type === 'video/mp4' ? clearMp4(bytes) : clearWebm(bytes)
  if (!isWhole) throw new Problem(422, 'upload_video_broken')
}

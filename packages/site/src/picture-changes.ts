import { Problem, type Context } from '@stoa/core'
import { upload, type Upload } from '@stoa/uploads'
import type { PictureUse } from './content.ts'
import { authorize } from './policy.ts'
import { saveSite } from './save.ts'
import { contentIn, newestVersion } from './versions.ts'

type File = Parameters<typeof upload>[1]

/** Smaller ones are blurred on the home screen of a phone. */
const leastIconSide = 192

/**
 * Uploads a picture and saves a version with it.
 * @throws Problem as `upload` and `saveSite`; 422 `upload_type_refused` for anything but a picture,
 * `site_icon_not_square`, `site_icon_too_small`
 */
export async function setPicture(ctx: Context, use: PictureUse, file: File): Promise<Upload> {
  authorize.change(ctx.actor)
  const picture = await upload(ctx, file)
  checkForm(use, picture)
  await change(ctx, use, picture.id)
  return picture
}

/** Saves a version without a picture. @throws Problem as `saveSite` */
export async function removePicture(ctx: Context, use: PictureUse): Promise<void> {
  await change(ctx, use, undefined)
}

function checkForm(use: PictureUse, { width, height }: Upload) {
  if (width === null || height === null) throw new Problem(422, 'upload_type_refused')
  if (use !== 'icon') return
  if (width !== height) throw new Problem(422, 'site_icon_not_square')
  if (width < leastIconSide) throw new Problem(422, 'site_icon_too_small', { side: leastIconSide })
}

async function change(ctx: Context, use: PictureUse, id: string | undefined) {
  const newest = await newestVersion(ctx)
  const content = contentIn(newest)
  const pictures = { ...content.pictures, [use]: id }
  await saveSite(ctx, { ...content, pictures }, newest?.id ?? 0)
}

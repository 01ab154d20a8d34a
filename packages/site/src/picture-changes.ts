import { Problem, type Context } from '@stoa/core'
import { upload, type Upload } from '@stoa/uploads'
import type { PictureUse, SiteContent } from './content.ts'
import { authorize } from './policy.ts'
import { saveSite } from './save.ts'
import { contentIn, newestVersion } from './versions.ts'

/** The use of a picture, or `type:` with the key of an announcement type. */
type Use = string
type File = Parameters<typeof upload>[1]

/** Smaller ones are blurred on the home screen of a phone. */
const leastIconSide = 192

/**
 * Uploads a picture and saves a version with it.
 * @throws Problem as `upload` and `saveSite`; 422 `upload_type_refused` for anything but a picture,
 * `site_icon_not_square`, `site_icon_too_small`
 */
export async function setPicture(ctx: Context, use: Use, file: File): Promise<Upload> {
  authorize.change(ctx.actor)
  const picture = await upload(ctx, file)
  checkForm(use, picture)
  await change(ctx, (content) => withPicture(content, use, picture.id))
  return picture
}

/** Saves a version without a picture. @throws Problem as `saveSite` */
export async function removePicture(ctx: Context, use: Use): Promise<void> {
  await change(ctx, (content) => withPicture(content, use, undefined))
}

function checkForm(use: Use, { width, height }: Upload) {
  if (width === null || height === null) throw new Problem(422, 'upload_type_refused')
  if (use !== 'icon') return
  if (width !== height) throw new Problem(422, 'site_icon_not_square')
  if (width < leastIconSide) throw new Problem(422, 'site_icon_too_small', { side: leastIconSide })
}

async function change(ctx: Context, make: (content: SiteContent) => SiteContent) {
  const newest = await newestVersion(ctx)
  await saveSite(ctx, make(contentIn(newest)), newest?.id ?? 0)
}

function withPicture(content: SiteContent, use: Use, id: string | undefined): SiteContent {
  const [, type] = /^type:(.+)$/.exec(use) ?? []
  if (type === undefined)
    return { ...content, pictures: { ...content.pictures, [use as PictureUse]: id } }
  const { [type]: _, ...others } = content.typePictures
  return { ...content, typePictures: id === undefined ? others : { ...others, [type]: id } }
}

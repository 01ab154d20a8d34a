import { and, eq, inArray, isNull } from 'drizzle-orm'
import { conflict, type Context } from '@stoa/core'
import { uploads } from '@stoa/uploads/tables'
import type { SiteContent } from './content.ts'
import { currentSite } from './current.ts'
import { can } from './policy.ts'

/** Ids of all pictures of a version. */
export const picturesIn = ({ pictures }: SiteContent): string[] =>
  Object.values(pictures).filter((id) => id !== undefined)

/**
 * Checks that these are pictures of the site.
 * @throws Problem 409 `site_picture_gone`
 */
export async function checkPictures({ db }: Context, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const areThere = and(
    inArray(uploads.id, wanted),
    eq(uploads.parentKind, 'site'),
    isNull(uploads.erasedAt)
  )
  const found = await db.select({ id: uploads.id }).from(uploads).where(areThere)
  if (found.length < wanted.length) throw conflict('site_picture_gone')
}

/** Port: whether the actor of `ctx` may see a picture: all may that holds, admins every one. */
export const isPictureVisible = async (ctx: Context, uploadId: string): Promise<boolean> =>
  can.change(ctx.actor) || picturesIn((await currentSite(ctx)).content).includes(uploadId)

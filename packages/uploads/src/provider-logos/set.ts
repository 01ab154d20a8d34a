import { changeLogo } from '@stoa/accounts/providers'
import { transaction, withoutIdempotencyKey, type Context } from '@stoa/core'
import { attachUploads } from '../attach.ts'
import type { Upload } from '../contract.ts'
import { eraseUploads } from '../erase.ts'
import { squareOf } from '../square.ts'
import { upload, type File } from '../upload.ts'

const kind = 'sign_in_provider'
// Three times the size of the button's picture, for dense screens.
const square = { name: 'logo.webp', side: 96, whole: true }

/**
 * Draws a logo anew and shows it on the button of a sign-in provider. The former one is erased.
 * @throws Problem 404, or as `squareOf` and `upload`
 */
export async function setLogo(ctx: Context, slug: string, file: File | undefined): Promise<Upload> {
  const logo = await upload(withoutIdempotencyKey(ctx), await squareOf(file, square))
  await replace(ctx, slug, logo.id)
  return logo
}

/** Shows the button of a sign-in provider without a logo. @throws Problem 404 */
export const removeLogo = (ctx: Context, slug: string): Promise<void> => replace(ctx, slug, null)

const replace = (ctx: Context, slug: string, logo: string | null) =>
  transaction(ctx, async (ctx) => {
    const id = await changeLogo(ctx, slug, logo)
    const kept = logo === null ? [] : [logo]
    await attachUploads(ctx, kept, { kind, id })
    await eraseUploads(ctx, { kind, id }, kept)
  })

/** Erases the logo of a sign-in provider that was removed. */
export const eraseLogo = (ctx: Context, { providerId: id }: { providerId: number }) =>
  eraseUploads(ctx, { kind, id })

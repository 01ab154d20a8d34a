import { and, eq, isNull } from 'drizzle-orm'
import { isLogoVisible } from '@stoa/accounts/providers'
import { guest, notFound, type Context, type FileBody } from '@stoa/core'
import { isProfilePictureVisible } from './profile-pictures/show.ts'
import { checkScanned } from './scanning/scan-uploads.ts'
import { uploads } from './schema.ts'
import { variantId, variantType } from './variants.ts'

type UploadRow = typeof uploads.$inferSelect

export type ReadUpload = Pick<UploadRow, 'name' | 'contentType'> & {
  body: FileBody
  /** Guests may see it too. */
  public: boolean
}

/**
 * Returns an upload, ready to be opened, and its visibility.
 * @param width of a variant. The original is sent in place of one that it does not have
 * @throws Problem 404 unless the actor uploaded it or may read what it is attached to, or from
 * `open` if the file is lost; 409 and 410 as `checkScanned`
 */
export async function readUpload(ctx: Context, id: string, width?: number): Promise<ReadUpload> {
  const [row] = await ctx.db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), isNull(uploads.erasedAt)))
  const audience = row && (await audienceOf(ctx, row))
  if (!audience) throw notFound()
  checkScanned(ctx, row)
  return { ...fileOf(ctx, row, width), public: audience === 'everyone' }
}

function fileOf(ctx: Context, row: UploadRow, width?: number) {
  const { id, name, contentType, bytes, variants } = row
  const variant = variants?.find((one) => one.width === width)
  if (!variant) return { name, contentType, body: bodyOf(ctx, id, bytes) }
  const body = bodyOf(ctx, variantId(id, variant.width), variant.bytes)
  return { name: name.replace(/\.\w+$/, '.webp'), contentType: variantType, body }
}

/** The bytes of an id never change, so it is their validator. */
const bodyOf = ({ ports }: Context, id: string, size: number): FileBody => ({
  size,
  etag: `"${id}"`,
  async open(range) {
    const file = await ports.files.open(id, range)
    if (!file) throw notFound()
    return file
  }
})

async function audienceOf(ctx: Context, { id, ownerId, parentKind, parentId }: UploadRow) {
  if (parentId === null) return ctx.actor.id === ownerId ? 'actor' : undefined
  if (parentKind === 'ticket_message')
    return (await ctx.ports.tickets.openAttachment(ctx, parentId)) ? 'actor' : undefined
  const { threads, announcements, articles, site } = ctx.ports
  const isVisible = {
    post: async (ctx: Context, postId: number, uploadId: string) =>
      (await threads.isPostVisible(ctx, postId)) ||
      (await articles.isSourceFileVisible(ctx, postId, uploadId)),
    announcement: announcements.isAnnouncementVisible,
    article: articles.isArticleFileVisible,
    site: (ctx: Context) => site.isPictureVisible(ctx, id),
    profile: isProfilePictureVisible,
    sign_in_provider: isLogoVisible
  }[parentKind ?? 'post']
  if (await isVisible({ ...ctx, actor: guest }, parentId, id)) return 'everyone'
  return (await isVisible(ctx, parentId, id)) ? 'actor' : undefined
}

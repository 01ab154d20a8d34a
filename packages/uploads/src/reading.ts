import { and, eq, isNull } from 'drizzle-orm'
import { guest, notFound, type Context } from '@stoa/core'
import { uploads } from './schema.ts'

type UploadRow = typeof uploads.$inferSelect

export type ReadUpload = Pick<UploadRow, 'name' | 'contentType'> & {
  bytes: Buffer
  /** Guests may see it too. */
  public: boolean
}

/**
 * Reads the bytes of an upload and its visibility.
 * @throws Problem 404 unless the actor uploaded it or may read what it is attached to
 */
export async function readUpload(ctx: Context, id: string): Promise<ReadUpload> {
  const [row] = await ctx.db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), isNull(uploads.erasedAt)))
  const audience = row && (await audienceOf(ctx, row))
  const bytes = audience && (await ctx.ports.files.get(id))
  if (!bytes) throw notFound()
  return { name: row.name, contentType: row.contentType, bytes, public: audience === 'everyone' }
}

async function audienceOf(ctx: Context, { id, ownerId, parentKind, parentId }: UploadRow) {
  if (parentId === null) return ctx.actor.id === ownerId ? 'actor' : undefined
  if (parentKind === 'ticket_message')
    return (await ctx.ports.tickets.openAttachment(ctx, parentId)) ? 'actor' : undefined
  const { threads, announcements } = ctx.ports
  const isVisible =
    parentKind === 'announcement' ? announcements.isAnnouncementVisible : threads.isPostVisible
  if (await isVisible({ ...ctx, actor: guest }, parentId, id)) return 'everyone'
  return (await isVisible(ctx, parentId, id)) ? 'actor' : undefined
}

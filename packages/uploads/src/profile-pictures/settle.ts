import { eq } from 'drizzle-orm'
import { waitingSubjects, waitsFor, withdrawApprovals } from '@stoa/accounts/approvals'
import { isUploaded, lockAccount, mayUpload, setPicture } from '@stoa/accounts/pictures'
import { users } from '@stoa/accounts/tables'
import { transaction, type Context } from '@stoa/core'
import { eraseUploads } from '../erase.ts'
import { kind } from './handler.ts'

/**
 * Erases the uploaded pictures of a user that neither are shown nor wait, and all of a user who may
 * have none any longer.
 */
export async function settlePictures(ctx: Context, { userId }: { userId: number }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { role } = await lockAccount(ctx, userId)
    const [user] = await ctx.db
      .select({ picture: users.picture })
      .from(users)
      .where(eq(users.id, userId))
    const picture = user?.picture ?? null
    const kept = mayUpload(role) ? await usedBy(ctx, userId, picture) : []
    if (!mayUpload(role)) await endPictures(ctx, userId, picture)
    await eraseUploads(ctx, { kind: 'profile', id: userId }, kept)
  })
}

async function usedBy(ctx: Context, userId: number, picture: string | null): Promise<string[]> {
  const waiting = await waitingSubjects(ctx, kind)
  const ids = waiting.flatMap((one) => (one.userId === userId ? [one.uploadId] : []))
  return isUploaded(picture) ? [picture, ...ids] : ids
}

async function endPictures(ctx: Context, userId: number, picture: string | null) {
  await withdrawApprovals(ctx, waitsFor(kind, { userId }))
  if (isUploaded(picture)) await setPicture(ctx, userId, null)
}

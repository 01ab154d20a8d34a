import { and, eq, isNull } from 'drizzle-orm'
import { usernamesOf } from '@stoa/accounts'
import { namedBy, type ApprovalKind } from '@stoa/accounts/approvals'
import { notifyOfPicture, setPicture } from '@stoa/accounts/pictures'
import { z } from 'zod'
import type { Context } from '@stoa/core'
import { eraseUpload } from '../erase.ts'
import { uploads } from '../schema.ts'

export const kind = 'profile_picture'
const subject = z.object({ userId: z.int(), uploadId: z.string() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    profile_picture: z.infer<typeof subject>
  }
}

/**
 * Shows the picture that was approved. The change names one upload, whose bytes never change, so it
 * is what the approver saw.
 */
export const profilePicture: ApprovalKind<typeof kind> = {
  ...{ subject, event: 'account.picture_', agreements: 1 },
  async apply(ctx, { subject: { userId, uploadId } }) {
    if (await isThere(ctx, uploadId)) await setPicture(ctx, userId, uploadId)
  },
  async drop(ctx, { subject: { userId, uploadId } }) {
    await eraseUpload(ctx, uploadId)
    if (ctx.actor.id !== userId) await notifyOfPicture(ctx, userId, 'picture_refused')
  },
  namesOf: namedBy(({ userId }) => userId, usernamesOf)
}

async function isThere({ db }: Context, id: string): Promise<boolean> {
  const there = and(eq(uploads.id, id), isNull(uploads.erasedAt))
  return (await db.$count(uploads, there)) > 0
}

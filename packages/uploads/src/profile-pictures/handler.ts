import { and, eq, isNull } from 'drizzle-orm'
import { usernamesOf } from '@stoa/accounts'
import { bySubject, type ApprovalKind } from '@stoa/accounts/approvals'
import { notifyOfPicture, setPicture } from '@stoa/accounts/pictures'
import type { Context } from '@stoa/core'
import { eraseUpload } from '../erasing.ts'
import { uploads } from '../schema.ts'

export const kind = 'profile_picture'

/**
 * Shows the picture that was approved. The change names one upload, whose bytes never change, so it
 * is what the approver saw.
 */
export const profilePictureHandler: ApprovalKind = {
  event: 'account.picture_',
  details: ({ power: uploadId }) => ({ uploadId }),
  agreements: 1,
  async apply(ctx, { subjectId, power }) {
    if (await isThere(ctx, power)) await setPicture(ctx, subjectId, power)
  },
  async drop(ctx, { subjectId, power }) {
    await eraseUpload(ctx, power)
    if (ctx.actor.id !== subjectId) await notifyOfPicture(ctx, subjectId, 'picture_refused')
  },
  namesOf: bySubject(usernamesOf)
}

async function isThere({ db }: Context, id: string): Promise<boolean> {
  const there = and(eq(uploads.id, id), isNull(uploads.erasedAt))
  return (await db.$count(uploads, there)) > 0
}

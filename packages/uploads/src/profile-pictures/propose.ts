import { requestApproval, waitsFor, withdrawApprovals } from '@stoa/accounts/approvals'
import { lockAccount } from '@stoa/accounts/pictures'
import { transaction, withoutIdempotencyKey, type Context } from '@stoa/core'
import { attachUploads } from '../attach.ts'
import { squareOf } from '../square.ts'
import { upload, type File } from '../upload.ts'
import type { ProposedPicture } from './contract.ts'
import { kind } from './handler.ts'
import { authorize } from './policy.ts'

const square = { name: 'picture.webp', side: 256 }

/**
 * Uploads a picture for the actor's own profile. Others see it once a second person has approved
 * it. It replaces one that waits.
 * @throws Problem 403 `forbidden`, `silenced` or `suspended`; as `squareOf` and `upload`
 */
export async function proposePicture(
  ctx: Context,
  file: File | undefined
): Promise<ProposedPicture> {
  authorize.upload(ctx.actor)
  const { id } = await upload(withoutIdempotencyKey(ctx), await squareOf(file, square))
  return transaction(ctx, (inside) => propose(inside, id))
}

async function propose(ctx: Context, id: string): Promise<ProposedPicture> {
  const { id: userId } = ctx.actor
  await lockAccount(ctx, userId)
  await withdrawApprovals(ctx, waitsFor(kind, { userId }))
  await attachUploads(ctx, [id], { kind: 'profile', id: userId })
  const waits = await requestApproval(ctx, {
    ...{ kind, subject: { userId, uploadId: id } },
    gainsById: userId
  })
  return { id, waits }
}

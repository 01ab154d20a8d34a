import { and, eq } from 'drizzle-orm'
import { authorColumns } from '@stoa/accounts'
import { waitingSubjects } from '@stoa/accounts/approvals'
import { users } from '@stoa/accounts/tables'
import type { Context } from '@stoa/core'
import type { OwnPicture } from './contract.ts'
import { kind } from './handler.ts'
import { can } from './policy.ts'

/** Whether the actor of `ctx` may see a picture of a user: until it is approved, who may approve. */
export async function isProfilePictureVisible(
  { db, actor }: Context,
  userId: number,
  uploadId: string
): Promise<boolean> {
  if (actor.id === userId || can.remove(actor)) return true
  const shown = and(eq(users.id, userId), eq(authorColumns(users).picture, uploadId))
  return (await db.$count(users, shown)) > 0
}

/** Returns the picture of the actor that waits for a second person. */
export async function showOwnPicture(ctx: Context): Promise<OwnPicture> {
  const { id } = ctx.actor
  if (!can.upload(ctx.actor)) return { waiting: null, can: { upload: false } }
  const waiting = (await waitingSubjects(ctx, kind)).find(({ userId }) => userId === id)
  return { waiting: waiting?.uploadId ?? null, can: { upload: true } }
}

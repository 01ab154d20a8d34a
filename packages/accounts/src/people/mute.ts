import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { authorColumns, findUser } from './people.ts'
import { authorize } from '../policy.ts'
import { mutedUsers, users } from '../schema.ts'

/**
 * Hides the posts of a user from the actor.
 * @throws Problem 404, 403 `suspended`, 409 `own_account`
 */
export async function muteUser({ db, now, actor }: Context, username: string): Promise<void> {
  const { id } = await findUser({ db }, username)
  authorize.mute(actor, id)
  await db
    .insert(mutedUsers)
    .values({ userId: actor.id, mutedUserId: id, createdAt: now })
    .onConflictDoNothing()
}

/** @throws Problem 404 */
export async function unmuteUser({ db, actor }: Context, username: string): Promise<void> {
  const { id } = await findUser({ db }, username)
  await db
    .delete(mutedUsers)
    .where(and(eq(mutedUsers.userId, actor.id), eq(mutedUsers.mutedUserId, id)))
}

export const listMutedUsers = ({ db, actor }: Context) =>
  db
    .select(authorColumns(users))
    .from(mutedUsers)
    .innerJoin(users, eq(users.id, mutedUsers.mutedUserId))
    .where(eq(mutedUsers.userId, actor.id))
    .orderBy(asc(users.usernameKey))

import { eq } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { isShutOut } from '../reading-access.ts'
import { isGone } from './people.ts'
import { users } from '../schema.ts'

type About = { userId: number }

/** Returns what receivers of webhooks get about a member, as profiles show it; null if gone. */
export async function userForReceivers(ctx: Context, { userId }: About) {
  const { username, role } = users
  const [user] = await ctx.db
    .select({ username, role, isGone: isGone(users), verifiedAt: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.id, userId))
  if (!user?.verifiedAt || user.isGone) return null
  const url = `${ctx.ports.publicOrigin}/u/${encodeURIComponent(user.username)}`
  return { userId, username: user.username, role: user.role, url }
}

/** Returns the id of a member whose account is closed, so that copies can be deleted. */
export async function closedUserForReceivers({ db }: Context, { userId }: About) {
  const [user] = await db
    .select({ isGone: isGone(users) })
    .from(users)
    .where(eq(users.id, userId))
  return user?.isGone ? { userId } : null
}

/** Returns whether members are internal, as they are where guests read nothing. */
export async function userSubjects(ctx: Context, payloads: readonly About[]) {
  const isInternal = await isShutOut({ ...ctx, actor: guest })
  return payloads.map(() => ({ isInternal }))
}

import { eq, sql } from 'drizzle-orm'
import { emit, type Context, type Trust } from '@stoa/core'
import { endAccess } from '../access.ts'
import {
  emailAddresses,
  knownPlaces,
  mailedTokens,
  mutedUsers,
  oldUsernames,
  users
} from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { removeEveryWayIn } from './ways-in.ts'

/**
 * Empties an account for good, in the transaction of `ctx`: its posts stay under an erased author, its
 * name stays reserved.
 */
export async function eraseUser(ctx: Context, userId: number): Promise<void> {
  await endAccess(ctx, userId)
  await removeEveryWayIn(ctx, userId)
  for (const table of [knownPlaces, mailedTokens, mutedUsers, emailAddresses])
    await ctx.db.delete(table).where(eq(table.userId, userId))
  const [user] = await ctx.db
    .select({ usernameKey: users.usernameKey })
    .from(users)
    .where(eq(users.id, userId))
  if (user) await ctx.db.insert(oldUsernames).values({ ...user, userId })
  await ctx.db.update(users).set(emptied(ctx, userId)).where(eq(users.id, userId))
  await recordSecurityEvent(ctx, 'account.closed', { subjectId: userId })
  await emit(ctx, 'user.erased', { userId })
}

const emptied = ({ now }: Context, userId: number) => ({
  // Usernames have no dots, so nobody can sign up with one of these.
  username: `erased.${userId}`,
  usernameKey: `erased.${userId}`,
  email: null,
  emailVerifiedAt: null,
  passwordHash: null,
  role: 'member' as const,
  capabilities: [],
  deskTopics: [],
  // What they wrote stays as believable as it was.
  trust: sql<Trust>`case when ${users.role} = 'member' then ${users.trust} else 'trusted' end`,
  locale: null,
  timeZone: null,
  bio: '',
  lastSeenAt: null,
  frozenAt: null,
  closesAt: null,
  erasedAt: now
})

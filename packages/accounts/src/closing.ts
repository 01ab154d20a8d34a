import { eq } from 'drizzle-orm'
import { emit, write, type Context } from '@stoa/core'
import { endAccess } from './access.ts'
import { stopChangesBy } from './pending-changes/deciding.ts'
import { proveOwner } from './proof.ts'
import { checkOtherAdmin } from './roles.ts'
import {
  apiTokens,
  knownPlaces,
  mailedTokens,
  mutedUsers,
  oldUsernames,
  recoveryCodes,
  secondFactors,
  users
} from './schema.ts'
import { recordSecurityEvent } from './security-log/recording.ts'

/**
 * Closes the account of whoever is signed in: its row is emptied, its posts stay under an erased
 * author, its name stays reserved.
 * @throws Problem as `proveOwner`, 409 `last_admin`
 */
export async function closeAccount(
  ctx: Context,
  proof: { password: string; code?: string }
): Promise<void> {
  const account = await proveOwner(ctx, proof)
  await write(ctx, async (ctx) => {
    if (account.role === 'admin') await checkOtherAdmin(ctx, account.id)
    await eraseUser(ctx, account.id)
    await recordSecurityEvent(ctx, 'account.closed', { subjectId: account.id })
  })
}

/** Empties an account for good, in the transaction of `ctx`. */
async function eraseUser(ctx: Context, userId: number): Promise<void> {
  await endAccess(ctx, userId)
  await stopChangesBy(ctx, userId)
  for (const table of [
    knownPlaces,
    mailedTokens,
    mutedUsers,
    recoveryCodes,
    secondFactors,
    apiTokens
  ])
    await ctx.db.delete(table).where(eq(table.userId, userId))
  const [user] = await ctx.db
    .select({ usernameKey: users.usernameKey })
    .from(users)
    .where(eq(users.id, userId))
    .for('update')
  if (user) await ctx.db.insert(oldUsernames).values({ ...user, userId })
  await ctx.db.update(users).set(emptied(ctx, userId)).where(eq(users.id, userId))
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
  trust: 'new' as const,
  locale: null,
  timeZone: null,
  bio: '',
  lastSeenAt: null,
  erasedAt: now
})

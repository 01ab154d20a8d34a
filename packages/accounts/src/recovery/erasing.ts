import { eq, or, sql } from 'drizzle-orm'
import { emit, type Context, type Trust } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import {
  claimGrants,
  emailAddresses,
  groupMembers,
  invitations,
  knownPlaces,
  mailPhrases,
  mailedTokens,
  mutedUsers,
  oldUsernames,
  users
} from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { keepSanctions } from '../conduct/kept-sanctions.ts'
import { removeEveryWayIn } from './ways-in.ts'

const personal = [
  ...[knownPlaces, mailPhrases, mailedTokens, mutedUsers, emailAddresses],
  ...[groupMembers, claimGrants]
] as const

type Invited = { email: string | null; invitationId: number | null }

/**
 * Erases the data of an account in the transaction of `ctx`. Its posts stay under an erased author,
 * and its name stays reserved.
 */
export async function eraseUser(ctx: Context, userId: number): Promise<void> {
  await endAccess(ctx, userId)
  await keepSanctions(ctx, userId)
  await removeEveryWayIn(ctx, userId)
  for (const table of personal) await ctx.db.delete(table).where(eq(table.userId, userId))
  const [user] = await ctx.db
    .select({
      usernameKey: users.usernameKey,
      email: users.email,
      invitationId: users.invitationId
    })
    .from(users)
    .where(eq(users.id, userId))
  if (!user) throw new Error(`No account ${userId}`)
  await ctx.db.insert(oldUsernames).values({ usernameKey: user.usernameKey, userId })
  const formerly = { username: null, changedAt: null }
  await ctx.db.update(oldUsernames).set(formerly).where(eq(oldUsernames.userId, userId))
  await clearInvited(ctx, user)
  await ctx.db.update(users).set(emptied(ctx, userId)).where(eq(users.id, userId))
  await recordSecurityEvent(ctx, 'account.closed', { subjectId: userId })
  await emit(ctx, 'user.erased', { userId })
}

/**
 * Clears the address of the user's invitation, and of other invitations mailed to their address.
 */
async function clearInvited({ db }: Context, invited: Invited): Promise<void> {
  const mailedThere = sql`lower(${invitations.email}) = lower(${invited.email})`
  const theirs = or(eq(invitations.id, invited.invitationId ?? 0), mailedThere)
  await db.update(invitations).set({ email: null }).where(theirs)
}

/** What stays of an erased account: who it was to the forum, and no fact about the person. */
type Remaining =
  'id' | 'createdAt' | 'demo' | 'formerStaff' | 'importId' | 'invitationId' | 'service' | 'visitor'

/** Every other column is emptied; a new one does not compile until it is here or remains. */
type Emptied = Record<Exclude<keyof typeof users.$inferSelect, Remaining>, unknown>

const emptied = ({ now }: Context, userId: number) =>
  ({
    // Usernames have no dots, so this name is never taken.
    username: `erased.${userId}`,
    usernameKey: `erased.${userId}`,
    email: null,
    emailVerifiedAt: null,
    passwordHash: null,
    role: 'member' as const,
    capabilities: [],
    deskTopics: [],
    // Keeps the trust that readers gave to the posts.
    trust: sql<Trust>`case when ${users.role} = 'member' then ${users.trust} else 'trusted' end`,
    locale: null,
    timeZone: null,
    country: null,
    bio: '',
    picture: null,
    acceptedTerms: 0,
    lastSeenAt: null,
    frozenAt: null,
    closesAt: null,
    activationExpiresAt: null,
    erasedAt: now
  }) satisfies Emptied

import { eq, lte, or, sql } from 'drizzle-orm'
import { after, conflict, emit, transaction, type Context, type Trust } from '@stoa/core'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { attemptEach } from '@stoa/core/server'
import { mailLater } from '../events.ts'
import { createMailedToken, findByToken, linkExpired, consumeToken } from '../mail/tokens.ts'
import { findUser } from '../people/people.ts'
import { authorize } from '../policy.ts'
import { checkOtherAdmin } from '../roles/roles.ts'
import {
  users,
  claimGrants,
  emailAddresses,
  groupMembers,
  invitations,
  knownPlaces,
  mailPhrases,
  mailedTokens,
  mutedUsers,
  oldUsernames
} from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { lockAccount, lockOwn, type LockedAccount } from './account-lock.ts'
import { addressesOf, recentAddresses, type HeldAddress } from './addresses.ts'
import { freezeAccount } from './freeze.ts'
import { keepSanctions } from '../conduct/kept-sanctions.ts'
import { endAccess } from '../tokens/tokens.ts'
import { removeEveryWayIn } from './ways-in.ts'

/**
 * Closes the signed-in user's account. It is frozen and hidden at once, and erased after seven
 * days. Holders of its addresses of the last seven days can cancel that.
 * @throws Problem 409 `last_admin`, 401 as `lockOwn`
 */
export async function closeAccount(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const account = await lockOwn(ctx)
    if (account.role === 'admin') await checkOtherAdmin(ctx, account.id)
    await close(ctx, account, 'closing_cancel')
  })
}

/**
 * Closes the account of a member as its owner could, and mails the owner how to keep it. The caller
 * is an admin.
 * @throws Problem 404, 410, 409 `own_account`, `role_first` or `account_closing`
 */
export async function closeForOwner(ctx: Context, username: string): Promise<void> {
  const { id } = await findUser(ctx, username)
  await transaction(ctx, async (ctx) => {
    const account = await lockAccount(ctx, id)
    authorize.closeForOwner(ctx.actor, account)
    if (account.closesAt !== null) throw conflict('account_closing')
    await close(ctx, account, 'closed_by_admin')
  })
}

type Notice = 'closing_cancel' | 'closed_by_admin'

async function close(ctx: Context, account: LockedAccount, notice: Notice) {
  const held = await addressesOf(ctx, account)
  // A freeze removes identities that were linked lately.
  await keepSanctions(ctx, account.id)
  // An admin removes nobody's second factor, not even a new one and by this detour.
  const keepsWaysIn = notice === 'closed_by_admin'
  await freezeAccount(ctx, account.id, {
    closesAt: after(ctx.now, fixedPeriod('closed_accounts')),
    keepsWaysIn
  })
  await recordSecurityEvent(ctx, 'account.closing_requested', { subjectId: account.id })
  await emit(ctx, 'user.hidden', { userId: account.id })
  for (const address of recentAddresses(held, ctx.now)) await mailCancelLink(ctx, address, notice)
}

async function mailCancelLink(
  ctx: Context,
  { id: addressId, userId, email }: HeldAddress,
  notice: Notice
) {
  const token = await createMailedToken(ctx, 'closing_cancel', { userId, email, addressId })
  await mailLater(ctx, notice, userId, token)
}

/**
 * Cancels the closing of an account. It stays frozen until its password is reset by mail.
 * @throws Problem 410 `link_expired`
 */
export async function cancelClosing(ctx: Context, token: string): Promise<void> {
  const { id, userId } = await findByToken(ctx, 'closing_cancel', token)
  await transaction(ctx, async (ctx) => {
    const { closesAt } = await lockAccount(ctx, userId)
    if (closesAt === null) throw linkExpired()
    await consumeToken(ctx, id)
    await ctx.db.update(users).set({ closesAt: null }).where(eq(users.id, userId))
    await recordSecurityEvent(ctx, 'account.closing_cancelled', { subjectId: userId, actorId: 0 })
    await emit(ctx, 'user.shown', { userId })
  })
}

/**
 * Erases accounts that were closed seven days ago. An hourly task calls it.
 * @throws AggregateError after all others are erased
 */
export async function eraseClosed(ctx: Context): Promise<void> {
  const due = await ctx.db.select({ id: users.id }).from(users).where(lte(users.closesAt, ctx.now))
  await attemptEach(due, ({ id }) => transaction(ctx, (ctx) => eraseDue(ctx, id)))
}

async function eraseDue(ctx: Context, id: number) {
  const { closesAt } = await lockAccount(ctx, id)
  if (closesAt !== null && closesAt <= ctx.now) await eraseUser(ctx, id)
}

const personal = [
  ...[knownPlaces, mailPhrases, mailedTokens, mutedUsers, emailAddresses],
  ...[groupMembers, claimGrants]
] as const

type Invited = { email: string | null; invitationId: number | null }

/**
 * Erases the data of an account in the transaction of `ctx`. Its posts stay under an erased author,
 * and its name stays reserved.
 */
async function eraseUser(ctx: Context, userId: number): Promise<void> {
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

/** Columns that stay of an erased account: its place in the forum, and no fact about the person. */
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

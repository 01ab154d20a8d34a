import { randomBytes } from 'node:crypto'
import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { Problem, type Context } from '@stoa/core'
import { invitations, users } from '../schema.ts'
import { everyKeyed, sha256 } from '../secrets.ts'

export type Invitation = typeof invitations.$inferSelect

type Parts = Pick<Context, 'ports'>

/**
 * Makes seed and hash of a new invitation. The secret is derived from the seed again to show and
 * mail the link.
 */
function newSecret(parts: Parts) {
  const seed = randomBytes(16).toString('base64url')
  return { seed, hash: sha256(secretsOf(parts, seed)[0] ?? '') }
}

const secretsOf = ({ ports }: Parts, seed: string) =>
  everyKeyed(ports, 'invitations', seed).map((secret) => secret.toString('base64url'))

type NewInvitation = Omit<
  typeof invitations.$inferInsert,
  'seed' | 'hash' | 'createdById' | 'createdAt'
>

/** Stores a new invitation of the actor, in the transaction of `ctx`. */
export async function insertInvitation(ctx: Context, given: NewInvitation): Promise<Invitation> {
  const made = { ...newSecret(ctx), createdById: ctx.actor.id, createdAt: ctx.now }
  const [row] = await ctx.db
    .insert(invitations)
    .values({ ...given, ...made })
    .returning()
  if (!row) throw new Error('No invitation was inserted.')
  return row
}

/**
 * The path of the invitation link. Null if STOA_SECRET was changed and the former secret is no
 * longer configured.
 */
export function pathOf(
  parts: Parts,
  { seed, hash, role }: Pick<Invitation, 'seed' | 'hash' | 'role'>
) {
  const secret = secretsOf(parts, seed).find((one) => sha256(one) === hash)
  if (secret === undefined) return null
  return role ? `/join-team?token=${secret}` : `/sign-up?token=${secret}`
}

/**
 * The number of accounts made with an invitation. Accounts that stay unconfirmed for a week are
 * deleted and no longer count.
 */
const usesOf = sql<number>`(select count(*)::int from ${users} invited
  where invited.invitation_id = ${invitations.id})`

/**
 * The maker is staff and not frozen, for a role an admin. Invitations of others no longer work.
 */
const makerMayInvite = sql`exists (select from ${users} maker where maker.id = ${invitations.createdById}
  and (maker.role = 'admin' or (maker.role = 'staff' and ${invitations.role} is null))
  and maker.frozen_at is null)`

/** Not revoked or expired, used up or not. */
export const isValid = (now: string) =>
  and(isNull(invitations.revokedAt), gt(invitations.expiresAt, now), makerMayInvite)

/** Not used up, accepted, revoked or expired. */
export const isInvitationOpen = (now: string) =>
  and(isValid(now), isNull(invitations.acceptedAt), sql`${usesOf} < ${invitations.maxUses}`)

/** Open, or used by this user to sign up and not accepted yet. */
const isOpenFor = (now: string, userId: number) =>
  or(
    isInvitationOpen(now),
    and(
      isValid(now),
      isNull(invitations.acceptedAt),
      sql`${invitations.id} = (select invitation_id from ${users} where id = ${userId})`
    )
  )

/**
 * Finds an open invitation by the secret of its link.
 * @param userId also finds the one that this user signed up with
 */
export async function findInvitation(
  { db, now }: Pick<Context, 'db' | 'now'>,
  secret: string,
  userId = 0
): Promise<Invitation | undefined> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.hash, sha256(secret)), isOpenFor(now, userId)))
  return row
}

/** Finds an open invitation that was mailed to an address. */
export async function mailedInvitation({ db, now }: Pick<Context, 'db' | 'now'>, id: number) {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.id, id), isInvitationOpen(now)))
  return row?.email ? { ...row, email: row.email } : undefined
}

/** A mailed invitation is valid only for the address it was mailed to. */
export const isAddressedTo = ({ kind, email }: Invitation, address: string): boolean =>
  kind === 'link' || email?.toLowerCase() === address.toLowerCase()

/**
 * Whether the link of an invitation proves an address: only its mail shows it. Case counts, because
 * some servers deliver two spellings to two people.
 */
export const provesAddress = ({ kind, email }: Invitation, address: string): boolean =>
  kind === 'mail' && email === address

/**
 * Locks an invitation, so that only one of two parallel sign-ups gets the last use. Call it in the
 * transaction that makes the account, or in which `userId` accepts the role.
 * @throws Problem 410 `invitation_ended`
 */
export async function holdInvitation({ db, now }: Context, id: number, userId = 0): Promise<void> {
  await db.select().from(invitations).where(eq(invitations.id, id)).for('update')
  const open = await db
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.id, id), isOpenFor(now, userId)))
  if (open.length === 0) throw invitationEnded()
}

/** The usernames of accounts made with these invitations. */
export async function invitedBy({ db }: Context, ids: number[]) {
  return db
    .select({ invitationId: users.invitationId, username: users.username })
    .from(users)
    .where(inArray(users.invitationId, ids))
    .orderBy(users.id)
}

/** 410: the invitation is unknown, used up, revoked or expired. */
export const invitationEnded = () => new Problem(410, 'invitation_ended')

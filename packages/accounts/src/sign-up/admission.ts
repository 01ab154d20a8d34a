import { and, desc, eq, isNotNull, isNull, sql, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { forbidden, invalid, type Context } from '@stoa/core'
import {
  findInvitation,
  invitationEnded,
  isAddressedTo,
  isValid,
  type Invitation
} from '../invitations/invitation.ts'
import {
  invitations,
  users,
  identities,
  knownClients,
  knownPlaces,
  mailedTokens,
  sessions
} from '../schema.ts'
import { admits, anyOf, closedBy, readSignUp, ruleInForce } from './rule.ts'
import type { signUpState } from './contract.ts'

type Applicant = { email: string; invitation?: string | undefined }

/**
 * Checks whether an applicant may join. A working invitation is used; one is required if the
 * address alone is not enough. It does not look up whether an account has the address.
 * @returns the invitation, if there is one
 * @throws Problem 403 `sign_up_closed` or `sign_up_by_invitation`, 410 `invitation_ended`, 422 on
 * `email`
 */
export async function admit(
  ctx: Context,
  { email, invitation: token }: Applicant
): Promise<Invitation | undefined> {
  const rule = await ruleInForce(ctx)
  if (!rule.opened) throw forbidden('sign_up_closed')
  const invitation = token ? await findInvitation(ctx, token) : undefined
  if (invitation && isAddressedTo(invitation, email)) return invitation
  if (admits(rule, email)) return undefined
  if (invitation) throw invalid('email', 'field_email_not_invited')
  if (token) throw invitationEnded()
  if (rule.way === 'invitation') throw closedBy(rule, ctx.locale)
  throw invalid('email', 'field_email_domain', { domains: anyOf(rule.domains, ctx.locale) })
}

/**
 * Refuses a change to an address outside of the allowed domains, for users who joined by their
 * domain and without an invitation.
 * @throws Problem 422 on `email`
 */
export async function checkStaysAdmitted(
  ctx: Context,
  userId: number,
  { from, to }: { from: string; to: string }
): Promise<void> {
  const rule = await readSignUp(ctx)
  if (rule.way !== 'domains' || !admits(rule, from) || admits(rule, to)) return
  const invited = and(eq(users.id, userId), isNotNull(users.invitationId))
  if ((await ctx.db.$count(users, invited)) > 0) return
  throw invalid('email', 'field_email_domain_kept', { domains: anyOf(rule.domains, ctx.locale) })
}

/**
 * Checks whether a visitor with a proved address may become a member, in the transaction of `ctx`.
 * A valid invitation used by an unconfirmed account with this address counts, and its use passes to
 * the visitor.
 * @throws Problem 403 `sign_up_closed`, `sign_up_by_invitation` or `sign_up_by_domain`
 */
export async function admitVisitor(
  ctx: Context,
  { id, email }: { id: number; email: string }
): Promise<void> {
  const rule = await ruleInForce(ctx)
  if (!rule.opened) throw forbidden('sign_up_closed')
  if (admits(rule, email)) return
  const invited = await holdInvited(ctx, email)
  if (!invited) throw closedBy(rule, ctx.locale)
  await deleteUnconfirmed(ctx, [invited.id])
  const { invitationId } = invited
  await ctx.db.update(users).set({ invitationId }).where(eq(users.id, id))
}

/** Locks the newest unconfirmed account of an address that was made with a valid invitation. */
async function holdInvited({ db, now }: Context, email: string) {
  const theirs = and(sql`lower(${users.email}) = lower(${email})`, isNull(users.emailVerifiedAt))
  const [row] = await db
    .select({ id: users.id, invitationId: users.invitationId })
    .from(users)
    .innerJoin(invitations, eq(invitations.id, users.invitationId))
    .where(and(theirs, isValid(now)))
    .orderBy(desc(users.id))
    .limit(1)
    .for('update')
  return row
}

/** Returns how to join and, for the secret of an invitation link, whether the invitation works. */
export async function showSignUp(
  ctx: Context,
  invitation?: string
): Promise<z.input<typeof signUpState>> {
  const { way, domains, opened } = await readSignUp(ctx)
  const inForce = await ruleInForce(ctx)
  const found = invitation ? await findInvitation(ctx, invitation) : null
  return {
    way,
    domains,
    opened,
    open: opened && inForce.way !== 'invitation',
    invited: found === null ? null : opened && found !== undefined,
    email: (opened && found?.email) || null,
    agreement: await ctx.ports.site.showAgreement(ctx)
  }
}

/**
 * Deletes unconfirmed accounts, whose rows the transaction of `ctx` has locked. Their names become
 * free.
 */
export async function deleteUnconfirmed({ db }: Context, ids: number[]): Promise<void> {
  for (const table of [sessions, identities, mailedTokens, knownPlaces, knownClients])
    await db.delete(table).where(inArray(table.userId, ids))
  await db.delete(users).where(inArray(users.id, ids))
}

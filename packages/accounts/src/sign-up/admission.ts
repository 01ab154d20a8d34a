import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { forbidden, invalid, type Context } from '@stoa/core'
import {
  findInvitation,
  invitationEnded,
  isAddressedTo,
  type Invitation
} from '../invitations/invitation.ts'
import { users } from '../schema.ts'
import { admits, anyOf, closedBy, readSignUp } from './rule.ts'

type Applicant = { email: string; invitation?: string | undefined }

/**
 * Finds what lets somebody in. An invitation is used where it works, and asked for where the address alone
 * is not enough. Whether an account has the address is not looked up.
 * @returns the invitation, if there is one
 * @throws Problem 403 `sign_up_closed` or `sign_up_by_invitation`, 410 `invitation_ended`, 422 on `email`
 */
export async function admit(
  ctx: Context,
  { email, invitation: token }: Applicant
): Promise<Invitation | undefined> {
  const rule = await readSignUp(ctx)
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
 * Lets a visitor, whose address is proved, become a member by the same rule. An invitation counts once
 * somebody signed up by it with this address.
 * @throws Problem 403 `sign_up_closed`, `sign_up_by_invitation` or `sign_up_by_domain`
 */
export async function checkVisitorAdmitted(ctx: Context, email: string): Promise<void> {
  const rule = await readSignUp(ctx)
  if (!rule.opened) throw forbidden('sign_up_closed')
  if (!admits(rule, email) && !(await wasInvited(ctx, email))) throw closedBy(rule, ctx.locale)
}

async function wasInvited({ db }: Context, email: string): Promise<boolean> {
  const theirs = sql`lower(${users.email}) = lower(${email})`
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(theirs, isNotNull(users.invitationId), eq(users.visitor, false)))
    .limit(1)
  return rows.length > 0
}

import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import type { z } from 'zod'
import { transaction, type Context, after } from '@stoa/core'
import type { Account } from '../account/account.ts'
import { recordAgreement } from '../agreement-record.ts'
import { mailLater } from '../events.ts'
import { holdInvitation, provesAddress, type Invitation } from '../invitations/invitation.ts'
import { createMailedToken } from '../mail/tokens.ts'
import { checkNewPassword, hashPassword } from '../passwords/passwords.ts'
import { mailedTokens } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { checkPasswordsAllowed } from '../sign-in-mode/refusals.ts'
import { startSession } from '../sessions/sessions.ts'
import { admit } from './admission.ts'
import { confirmAddress, isAddressFree } from './confirm-address.ts'
import { isCrowded } from './work.ts'
import type { signUpInput } from './contract.ts'
import { checkNewName, insertNamed } from '../people/names.ts'

/**
 * Creates an account and a session that can only verify. It does not look up whether another
 * account has the address: only the mail tells its owner. An invitation that was mailed to exactly
 * this address proves it, so the account is confirmed at once, unless another has the address.
 * @returns whether the address is still to be confirmed, and whether the mail for it is delayed by
 * ten minutes
 * @throws Problem 403 as `checkPasswordsAllowed`, 422 on `username`, `password`, `terms` or `privacy`,
 * or as `admit` and `ports.safety.review`
 */
export async function signUp(
  ctx: Context,
  input: z.output<typeof signUpInput>
): Promise<{ pending: boolean; late: boolean }> {
  await checkPasswordsAllowed(ctx)
  const invitation = await admit(ctx, input)
  await ctx.ports.site.checkAgreement(ctx, input)
  await checkNewName(ctx, input.username)
  await checkNewPassword(ctx, input.password, input)
  const passwordHash = await hashPassword(input.password)
  const late = await isCrowded(ctx, input.work)
  return transaction(ctx, async (ctx) => {
    if (invitation) await holdInvitation(ctx, invitation.id)
    const proved = await isProved(ctx, invitation, input.email)
    const { username, email, locale = ctx.locale } = input
    const invitationId = invitation?.id ?? null
    const account = await insertNamed(ctx, { username, email, passwordHash, invitationId, locale })
    await recordAgreement(ctx, account.id, input)
    const made = { subjectId: account.id, actorId: account.id }
    await recordSecurityEvent(ctx, 'account.created', made)
    if (proved) await confirmAddress(ctx, account)
    else await startVerification(ctx, account, late)
    return { pending: !proved, late: late && !proved }
  })
}

const isProved = async (ctx: Context, invitation: Invitation | undefined, email: string) =>
  invitation !== undefined && provesAddress(invitation, email) && (await isAddressFree(ctx, email))

async function startVerification(
  ctx: Context,
  account: Pick<Account, 'id' | 'role' | 'email'>,
  late: boolean
) {
  await startSession(ctx, account)
  const mail = late ? mailVerificationLate : mailVerification
  await mail(ctx, account.id, account.email ?? '')
}

/** Queues the mail with link and code for an address. */
export async function mailVerification(ctx: Context, userId: number, email: string) {
  const token = await createMailedToken(ctx, 'verification', { userId, email })
  await mailLater(ctx, 'verification', userId, token)
}

const wait = 10 * 60_000

/**
 * Creates link and code for an address and sends their mail after ten minutes, to slow down mass
 * sign-ups.
 */
const mailVerificationLate = (ctx: Context, userId: number, email: string) =>
  createMailedToken(ctx, 'verification', { userId, email, mailAt: after(ctx.now, wait) })

const waits = and(isNotNull(mailedTokens.mailAt), isNull(mailedTokens.usedAt))

/** Whether the mail of an account is delayed. Requesting another must not send it sooner. */
export const isMailLate = async ({ db }: Context, userId: number): Promise<boolean> =>
  (await db.$count(mailedTokens, and(eq(mailedTokens.userId, userId), waits))) > 0

/** Sends the delayed mails that are due. A task calls it every minute. */
export async function sendLateMails(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const due = await ctx.db
      .update(mailedTokens)
      .set({ mailAt: null })
      .where(and(waits, lte(mailedTokens.mailAt, ctx.now)))
      .returning({ id: mailedTokens.id, userId: mailedTokens.userId })
    for (const { id, userId } of due) await mailLater(ctx, 'verification', userId ?? 0, id)
  })
}

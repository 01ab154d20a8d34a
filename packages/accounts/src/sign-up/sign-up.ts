import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { transaction, type Context, type Locale, after } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import type { Account } from '../account/account.ts'
import type { Agreement } from '../agreement.ts'
import { recordAgreement } from '../agreement-record.ts'
import { mailLater } from '../events.ts'
import { holdInvitation, provesAddress, type Invitation } from '../invitations/invitation.ts'
import { createMailedToken } from '../mail/tokens.ts'
import { checkNameIsFree, checkNameIsHonest, nameTaken } from '../people/names.ts'
import { checkNewPassword } from '../passwords/new-password.ts'
import { hashPassword } from '../passwords/hash.ts'
import { users, mailedTokens } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { checkPasswordsAllowed } from '../sign-in-mode/refusals.ts'
import { startSession } from '../sessions/sessions.ts'
import { admit } from './admission.ts'
import { confirmAddress, isAddressFree } from './confirm-address.ts'
import { isCrowded } from './work.ts'

type NewAccount = Agreement & {
  username: string
  email: string
  password: string
  locale?: Locale
  /** The secret from the invitation link. */
  invitation?: string
  /**
   * Solved proof of work; see `work.ts`. Without it the mail may be delayed during mass sign-ups.
   */
  work?: string
}

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
  input: NewAccount
): Promise<{ pending: boolean; late: boolean }> {
  await checkPasswordsAllowed(ctx)
  const invitation = await admit(ctx, input)
  await ctx.ports.site.checkAgreement(ctx, input)
  await ctx.ports.safety.review(ctx, { path: 'username', text: input.username })
  await checkNameIsFree(ctx, input.username)
  await checkNameIsHonest(ctx, input.username)
  await checkNewPassword(ctx, input.password, input)
  const passwordHash = await hashPassword(input.password)
  const late = await isCrowded(ctx, input.work)
  return transaction(ctx, async (ctx) => {
    if (invitation) await holdInvitation(ctx, invitation.id)
    const proved = await isProved(ctx, invitation, input.email)
    const account = await insertAccount(ctx, { ...input, passwordHash, invited: invitation })
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

type Admitted = NewAccount & { passwordHash: string; invited: Invitation | undefined }

async function insertAccount(ctx: Context, { passwordHash, invited, ...input }: Admitted) {
  const [account] = await ctx.db
    .insert(users)
    .values({
      username: input.username,
      usernameKey: usernameKey(input.username),
      email: input.email,
      passwordHash,
      invitationId: invited?.id ?? null,
      locale: input.locale ?? ctx.locale,
      createdAt: ctx.now
    })
    .onConflictDoNothing({ target: users.usernameKey })
    .returning({ id: users.id, role: users.role, email: users.email })
  if (!account) throw nameTaken()
  return account
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
export async function isMailLate({ db }: Context, userId: number): Promise<boolean> {
  const rows = await db
    .select({ id: mailedTokens.id })
    .from(mailedTokens)
    .where(and(eq(mailedTokens.userId, userId), waits))
  return rows.length > 0
}

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

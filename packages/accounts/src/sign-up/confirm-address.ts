import { eq } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { confirmedAccount, type Account } from '../account/account.ts'
import { settleIfClaimed } from '../providers/claims/settle.ts'
import { releaseProviderSession } from '../providers/provider-session.ts'
import { checkUnclaimed, claimOf, throwIfTaken } from '../recovery/addresses.ts'
import { resumeSanctions } from '../conduct/kept-sanctions.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { checkPasswordsAllowed } from '../sign-in-mode/refusals.ts'
import { startSession } from '../sessions/sessions.ts'

/**
 * Confirms the address of an account whose holder has proved it, and signs in under a new session
 * id, in the transaction of `ctx`. From then on claims of a provider give what they say. Of two
 * accounts at once one succeeds.
 * @param begunBy what is known of the identity that began it; of the present session by default
 * @throws Problem 403 as `checkPasswordsAllowed` unless a provider began it, 409 `address_taken` or
 * `address_claimed`
 */
export async function confirmAddress(
  ctx: Context,
  account: Pick<Account, 'id' | 'role' | 'email'>,
  begunBy?: number
): Promise<void> {
  const { id } = account
  const providerSessionId = begunBy ?? (await releaseProviderSession(ctx, id))
  if (providerSessionId === undefined) await checkPasswordsAllowed(ctx)
  await checkUnclaimed(ctx, account.email ?? '', id)
  await ctx.db
    .update(users)
    .set({ emailVerifiedAt: ctx.now })
    .where(eq(users.id, id))
    .catch(throwIfTaken)
  await resumeSanctions(ctx, id)
  await emit(ctx, 'user.verified', { userId: id })
  await emit(ctx, 'actor.changed', { userId: id })
  const role = (await settleIfClaimed(ctx, id)) ?? account.role
  await startSession(ctx, { ...account, role }, { providerSessionId })
  await recordSecurityEvent(ctx, 'email.verified', { subjectId: id, actorId: id })
}

/** Whether no account has this address, and none can have it back. */
export const isAddressFree = async (ctx: Context, email: string): Promise<boolean> =>
  !(await confirmedAccount(ctx, email)) && !(await claimOf(ctx, email))

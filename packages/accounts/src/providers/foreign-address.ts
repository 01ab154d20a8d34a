import type { Context } from '@stoa/core'
import { confirmedAccount, type AccountWithPassword } from '../account/account.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import type { Assertion, Provider } from './protocol.ts'

/**
 * Records that a provider gives somebody the address of an account that is not theirs. It opens
 * nothing: identities are known by issuer and subject. Its owner and admins shall see it.
 * @param account whom the identity belongs to; undefined for a newcomer
 */
export async function recordForeignAddress(
  ctx: Context,
  { slug }: Provider,
  { email }: Assertion,
  account: AccountWithPassword | undefined
): Promise<void> {
  if (!email || email === account?.email) return
  const owner = await confirmedAccount(ctx, email)
  if (!owner || owner.id === account?.id) return
  await recordSecurityEvent(ctx, 'sign_in.foreign_address', {
    subjectId: owner.id,
    actorId: account?.id ?? 0,
    details: { provider: slug }
  })
}

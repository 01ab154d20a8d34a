import type { z } from 'zod'
import { invalid, transaction, type Context } from '@stoa/core'
import { recordAgreement } from '../agreement-record.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { startSession } from '../sessions/sessions.ts'
import { confirmAddress } from '../sign-up/confirm-address.ts'
import { checkIsOpened } from '../sign-up/rule.ts'
import { mailVerification } from '../sign-up/sign-up.ts'
import { insertIdentity } from './identities.ts'
import { findProvider } from './known.ts'
import { readNewcomer, type Newcomer } from './newcomer.ts'
import { recordProviderSession } from './provider-session.ts'
import type { newcomerInput } from './contract.ts'
import { checkNewName, insertNamed } from '../people/names.ts'

/**
 * Makes the account of somebody who signed in with a provider for the first time, and signs them
 * in. Until they prove an address that the provider did not give out, the session can only verify.
 * @returns whether an address is to be proved
 * @throws Problem 401 `provider_attempt_expired`, 403 `sign_up_by_invitation` before the opening, 409
 * `identity_taken`, `address_taken` or `address_claimed`, 422 on `username`, `email`, `terms` or `privacy`
 */
export async function joinByProvider(
  ctx: Context,
  input: z.output<typeof newcomerInput>
): Promise<{ pending: boolean }> {
  const newcomer = await readNewcomer(ctx, input.token)
  await checkIsOpened(ctx)
  await ctx.ports.site.checkAgreement(ctx, input)
  await checkNewName(ctx, input.username)
  const email = newcomer.provedEmail ?? input.email
  if (email === undefined) throw invalid('email', 'field_required')
  return transaction(ctx, async (ctx) => {
    const { username, locale = ctx.locale } = input
    const account = await insertNamed(ctx, { username, email, locale })
    await insertIdentity(ctx, newcomer, account.id, { claims: newcomer.claims })
    await recordAgreement(ctx, account.id, input)
    const { issuer } = newcomer
    const made = { subjectId: account.id, actorId: account.id, details: { issuer } }
    await recordSecurityEvent(ctx, 'account.created', made)
    return confirm(ctx, newcomer, account)
  })
}

async function confirm(
  ctx: Context,
  newcomer: Newcomer,
  account: Awaited<ReturnType<typeof insertNamed>>
) {
  const provider = await findProvider(ctx, newcomer.slug)
  const providerSessionId = await recordProviderSession(ctx, provider, newcomer)
  if (newcomer.provedEmail !== null) {
    await confirmAddress(ctx, account, providerSessionId)
    return { pending: false }
  }
  await startSession(ctx, account, { providerSessionId })
  await mailVerification(ctx, account.id, account.email ?? '')
  return { pending: true }
}

import { invalid, transaction, type Context, type Locale } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import type { Agreement } from '../agreement.ts'
import { recordAgreement } from '../agreement-record.ts'
import { checkNameIsFree, checkNameIsHonest, nameTaken } from '../people/names.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { startSession } from '../sessions/sessions.ts'
import { confirmAddress } from '../sign-up/confirm-address.ts'
import { checkIsOpened } from '../sign-up/rule.ts'
import { mailVerification } from '../sign-up/sign-up.ts'
import { insertIdentity } from './identities.ts'
import { findProvider } from './known.ts'
import { readNewcomer, type Newcomer } from './newcomer.ts'
import { recordProviderSession } from './provider-session.ts'

type NewMember = Agreement & {
  token: string
  username: string
  /** Needed if the provider proved none. */
  email?: string
  locale?: Locale
}

/**
 * Makes the account of somebody who signed in with a provider for the first time, and signs them
 * in. Until they prove an address that the provider did not give out, the session can only verify.
 * @returns whether an address is to be proved
 * @throws Problem 401 `provider_attempt_expired`, 403 `sign_up_by_invitation` before the opening, 409
 * `identity_taken`, `address_taken` or `address_claimed`, 422 on `username`, `email`, `terms` or `privacy`
 */
export async function joinByProvider(
  ctx: Context,
  input: NewMember
): Promise<{ pending: boolean }> {
  const newcomer = await readNewcomer(ctx, input.token)
  await checkIsOpened(ctx)
  await ctx.ports.site.checkAgreement(ctx, input)
  await ctx.ports.safety.review(ctx, { path: 'username', text: input.username })
  await checkNameIsFree(ctx, input.username)
  await checkNameIsHonest(ctx, input.username)
  const email = newcomer.provedEmail ?? input.email
  if (email === undefined) throw invalid('email', 'field_required')
  return transaction(ctx, async (ctx) => {
    const account = await insertMember(ctx, { ...input, email })
    await insertIdentity(ctx, newcomer, account.id, { claims: newcomer.claims })
    await recordAgreement(ctx, account.id, input)
    const made = { subjectId: account.id, actorId: account.id }
    await recordSecurityEvent(ctx, 'account.created', {
      ...made,
      details: { issuer: newcomer.issuer }
    })
    return confirm(ctx, newcomer, account)
  })
}

type Inserted = Awaited<ReturnType<typeof insertMember>>

async function insertMember(ctx: Context, input: NewMember & { email: string }) {
  const [account] = await ctx.db
    .insert(users)
    .values({
      username: input.username,
      usernameKey: usernameKey(input.username),
      email: input.email,
      locale: input.locale ?? ctx.locale,
      createdAt: ctx.now
    })
    .onConflictDoNothing({ target: users.usernameKey })
    .returning({ id: users.id, role: users.role })
  if (!account) throw nameTaken()
  return { ...account, email: input.email }
}

async function confirm(ctx: Context, newcomer: Newcomer, account: Inserted) {
  const provider = await findProvider(ctx, newcomer.slug)
  const providerSessionId = await recordProviderSession(ctx, provider, newcomer)
  if (newcomer.provedEmail !== null) {
    await confirmAddress(ctx, account, providerSessionId)
    return { pending: false }
  }
  await startSession(ctx, account, { providerSessionId })
  await mailVerification(ctx, account.id, account.email)
  return { pending: true }
}

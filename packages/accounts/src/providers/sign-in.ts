import { eq } from 'drizzle-orm'
import { forbidden, Problem, transaction, type Context } from '@stoa/core'
import { findAccount, type AccountWithPassword, confirmedAccount } from '../account/account.ts'
import { lockOpened } from '../recovery/account-lock.ts'
import { users } from '../schema.ts'
import { accountToLink, linkByMail } from '../sign-in-mode/mailed-link.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { secondFactorRequired } from '../sign-in/continuation.ts'
import { enter } from '../sign-in/sign-in.ts'
import { applyClaims, checkComplete } from './claims/apply.ts'
import { endAttempt, type Attempt } from './attempt.ts'
import { findFor } from './begin.ts'
import { identityOf, linkIdentity, touchIdentity } from './identities.ts'
import { checkIsInUse, findNamesake, newcomerToken, provedEmail } from './newcomer.ts'
import type { Assertion, Provider } from './protocol.ts'
import { protocols } from './protocols.ts'
import { recordProviderSession } from './provider-session.ts'
import { testAnswer, type Tested } from './test-sign-in.ts'

type Newcomer = Awaited<ReturnType<typeof newcomerOf>>

/** `newcomer`: somebody who has no account yet, and the token with which they make one. */
type Outcome = {
  next: string
  newcomer: Newcomer | null
  /** The result of a test. */
  tested: Tested | null
  secondFactorMissing: boolean
}

/**
 * Signs in with the answer of a provider, or links its identity to the account that began the
 * attempt. To prove that an account is theirs, its owner signs in again.
 * @throws Problem 401 `provider_attempt_expired`, `provider_refused`, `provider_answer_invalid` or
 * `second_factor_required` with a continuation, 403 `account_frozen` or `identity_of_another_account`,
 * 409 `identity_to_link` or as `linkIdentity`; for a mailed link as `linkByMail`
 */
export async function finishProviderSignIn(
  ctx: Context,
  { slug, answer }: { slug: string; answer: string }
): Promise<Outcome> {
  const attempt = endAttempt(ctx, slug)
  const { next, act, userId } = attempt
  const provider = await findFor(ctx, slug, act)
  // Somebody else may be signed in by now.
  if (isOfSession(attempt) && userId !== ctx.actor.id)
    throw new Problem(401, 'provider_attempt_expired')
  const signedIn = { next, newcomer: null, tested: null, secondFactorMissing: false }
  if (act === 'test')
    return { ...signedIn, tested: await testAnswer(ctx, provider, attempt, answer) }
  const assertion = await checked(ctx, provider, attempt, answer)
  if (act === 'mailed_link') await linkMailed(ctx, provider, attempt, assertion)
  if (act === 'link') await linkIdentity(ctx, assertion, userId)
  if (act === 'link') return signedIn
  const known = await accountOf(ctx, assertion)
  if (act === 'proof' && known?.id !== userId) throw forbidden('identity_of_another_account')
  const account = known ?? (await findNamesake(ctx, provider, assertion))
  await recordForeignAddress(ctx, provider, assertion, account)
  if (!account) return { ...signedIn, newcomer: await newcomerOf(ctx, provider, assertion) }
  return {
    ...signedIn,
    ...(await enterByProvider(ctx, account, provider, { ...assertion, next, act }))
  }
}

/**
 * Links the account of a mailed link, once its second factor was given: whoever reads the mails
 * shall not bind an identity of theirs.
 * @throws Problem 401 `second_factor_required`, 409 or 410 as `linkByMail`
 */
async function linkMailed(ctx: Context, provider: Provider, attempt: Attempt, given: Assertion) {
  const { account } = await accountToLink(ctx, attempt)
  if (!account.secondFactorSince) return linkByMail(ctx, attempt, given)
  const { mailedToken, next } = attempt
  const providerSessionId = await recordProviderSession(ctx, provider, given)
  throw secondFactorRequired(ctx, { ...account, providerSessionId, mailedToken }, { next })
}

const isOfSession = ({ act }: Attempt) => act !== 'sign_in' && act !== 'mailed_link'

/** Checks a provider's answer. A refusal is recorded, because it may be an attack. */
async function checked(ctx: Context, provider: Provider, attempt: Attempt, answer: string) {
  try {
    const { finish } = protocols[provider.protocol]
    const sinceBegun = Math.ceil((Date.parse(ctx.now) - Date.parse(attempt.begunAt)) / 1000)
    const asked = { ...attempt, maxAge: attempt.act === 'proof' ? sinceBegun : null }
    return await finish(ctx, provider, asked, new URLSearchParams(answer))
  } catch (error) {
    const details = { provider: provider.slug, reason: (error as Problem).code }
    await recordSecurityEvent(ctx, 'sign_in.provider_failed', { actorId: 0, details })
    throw error
  }
}

async function accountOf(ctx: Context, assertion: Assertion) {
  const identity = await identityOf(ctx, assertion)
  const account = identity && (await findAccount(ctx, eq(users.id, identity.userId)))
  if (account) checkIsInUse(ctx, account)
  return account
}

const newcomerOf = async (ctx: Context, provider: Provider, assertion: Assertion) => ({
  token: newcomerToken(ctx, provider, assertion),
  email: assertion.email ?? null,
  emailProved: provedEmail(provider, assertion) !== undefined,
  agreement: await ctx.ports.site.showAgreement(ctx)
})

/**
 * When the person proved themselves. A provider may know them from an hour ago and ask nothing, so
 * only its word for the time counts, unless it was told to ask.
 */
const authenticationOf = (
  { now }: Pick<Context, 'now'>,
  { act, authenticatedAt = longAgo }: Pick<Attempt, 'act'> & Assertion
) => (act === 'proof' || authenticatedAt > now ? now : authenticatedAt)

const longAgo = '1970-01-01T00:00:00.000Z'

/**
 * @throws Problem 401 `second_factor_required`, 403 `account_frozen` or `provider_claim_missing`, or
 * as `enter`
 */
async function enterByProvider(
  ctx: Context,
  known: AccountWithPassword,
  provider: Provider,
  assertion: Assertion & Pick<Attempt, 'next' | 'act'>
) {
  const { applied, providerSessionId } = await transaction(ctx, async (ctx) => {
    const applied = await applyClaims(ctx, provider, assertion)
    await lockOpened(ctx, known.id)
    await touchIdentity(ctx, assertion)
    return { applied, providerSessionId: await recordProviderSession(ctx, provider, assertion) }
  })
  await checkComplete(ctx, provider, applied)
  // Claims may have changed it.
  const account = (applied && (await findAccount(ctx, eq(users.id, known.id)))) ?? known
  const proved = { ...account, providerSessionId }
  const authenticatedAt = authenticationOf(ctx, assertion)
  if (account.secondFactorSince) throw secondFactorRequired(ctx, proved, { next: assertion.next })
  return enter(ctx, proved, { factorSince: null, authenticatedAt })
}

/**
 * Records that a provider gives somebody the address of an account that is not theirs. It opens
 * nothing: identities are known by issuer and subject. Its owner and admins shall see it.
 * @param account whom the identity belongs to; undefined for a newcomer
 */
async function recordForeignAddress(
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

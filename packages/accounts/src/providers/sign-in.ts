import { eq } from 'drizzle-orm'
import { conflict, Problem, transaction, type Context } from '@stoa/core'
import { confirmedAccount, findAccount, type AccountWithPassword } from '../account.ts'
import { fullRoleOf } from '../full-role.ts'
import { lockOpened } from '../recovery/account-lock.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { continuationFor } from '../sign-in-continuation.ts'
import { enter } from '../sign-in.ts'
import { checkIsOpened } from '../sign-up/rule.ts'
import { beginAttempt, endAttempt, type Attempt } from './attempt.ts'
import { identityOf, linkIdentity, touchIdentity } from './identities.ts'
import { findProvider } from './known.ts'
import { newcomerToken, provedEmail } from './newcomer.ts'
import type { Assertion, Provider } from './protocol.ts'
import { protocols } from './protocols.ts'
import { recordProviderSession } from './provider-session.ts'

type Start = {
  slug: string
  /** Where to go on afterwards, a path of this forum. */
  next: string
}

/**
 * Returns the address of the provider's page, and sets the cookie that its answer needs.
 * @param linkTo the signed-in user, if their account is to be linked
 * @throws Problem 404, 502 `provider_unreachable`
 */
export async function beginProviderSignIn(
  ctx: Context,
  { slug, next }: Start,
  linkTo: number | null = null
) {
  const provider = await findProvider(ctx, slug)
  const secrets = beginAttempt(ctx, { slug, next, linkTo })
  const address = await protocols[provider.protocol].begin(ctx, provider, secrets)
  return { address: address.href }
}

type Newcomer = Awaited<ReturnType<typeof newcomerOf>>

/** `newcomer`: somebody who has no account yet, and the token with which they make one. */
type Outcome = {
  next: string
  newcomer: Newcomer | null
  secondFactorMissing: boolean
}

/**
 * Signs in with the answer of a provider, or links its identity to the account that began the
 * attempt.
 * @throws Problem 401 `provider_attempt_expired`, `provider_refused`, `provider_answer_invalid` or
 * `second_factor_required` with a continuation, 403 `account_frozen`, 409 `identity_to_link` or as `linkIdentity`
 */
export async function finishProviderSignIn(
  ctx: Context,
  { slug, answer }: { slug: string; answer: string }
): Promise<Outcome> {
  const attempt = endAttempt(ctx, slug)
  const provider = await findProvider(ctx, slug)
  const assertion = await checked(ctx, provider, attempt, answer)
  const signedIn = { next: attempt.next, newcomer: null, secondFactorMissing: false }
  if (attempt.linkTo !== null) {
    await linkOwn(ctx, assertion, attempt.linkTo)
    return signedIn
  }
  const account = (await accountOf(ctx, assertion)) ?? (await namesake(ctx, provider, assertion))
  if (!account) return { ...signedIn, newcomer: await newcomerOf(ctx, provider, assertion) }
  return { ...signedIn, ...(await enterByProvider(ctx, account, provider, assertion)) }
}

/** What the provider says, checked. A refusal is recorded, because it may be an attack. */
async function checked(ctx: Context, provider: Provider, attempt: Attempt, answer: string) {
  try {
    const { finish } = protocols[provider.protocol]
    return await finish(ctx, provider, attempt, new URLSearchParams(answer))
  } catch (error) {
    const details = { provider: provider.slug, reason: (error as Problem).code }
    await recordSecurityEvent(ctx, 'sign_in.provider_failed', { actorId: 0, details })
    throw error
  }
}

/** @throws Problem 401 `provider_attempt_expired` if somebody else is signed in by now */
async function linkOwn(ctx: Context, assertion: Assertion, userId: number): Promise<void> {
  if (ctx.actor.id !== userId) throw new Problem(401, 'provider_attempt_expired')
  await linkIdentity(ctx, assertion, userId)
}

async function accountOf(ctx: Context, assertion: Assertion) {
  const identity = await identityOf(ctx, assertion)
  const account = identity && (await findAccount(ctx, eq(users.id, identity.userId)))
  if (account) checkIsInUse(ctx, account)
  return account
}

/**
 * Finds the account with the address that the provider gave out to this person, and links it.
 * @throws Problem 409 `identity_to_link` if the account has a power or a second factor: that
 * takes more than an address
 */
async function namesake(ctx: Context, provider: Provider, assertion: Assertion) {
  const email = provedEmail(provider, assertion)
  const account = email && (await confirmedAccount(ctx, email))
  if (!account) return undefined
  checkIsInUse(ctx, account)
  if (fullRoleOf(account) !== 'member' || account.secondFactorSince)
    throw conflict('identity_to_link')
  await transaction(ctx, async (ctx) => {
    await linkIdentity(ctx, assertion, account.id)
    await joinVisitor(ctx, account.id)
  })
  return account
}

/**
 * Makes a member of a visitor: their mailbox was proved, and who the provider knows needs no
 * invitation.
 * @throws Problem 403 as `checkIsOpened`
 */
async function joinVisitor(ctx: Context, userId: number): Promise<void> {
  const { visitor } = await lockOpened(ctx, userId)
  if (!visitor) return
  await checkIsOpened(ctx)
  await ctx.db.update(users).set({ visitor: false }).where(eq(users.id, userId))
}

/** @throws Problem 401 `provider_refused` for accounts of the demo outside of it */
function checkIsInUse({ ports }: Context, { demo }: AccountWithPassword): void {
  if (demo && !ports.demo) throw new Problem(401, 'provider_refused')
}

const newcomerOf = async (ctx: Context, provider: Provider, assertion: Assertion) => ({
  token: newcomerToken(ctx, provider, assertion),
  email: assertion.email ?? null,
  emailProved: provedEmail(provider, assertion) !== undefined,
  agreement: await ctx.ports.site.showAgreement(ctx)
})

/** @throws Problem 401 `second_factor_required`, 403 `account_frozen`, or as `enter` */
async function enterByProvider(
  ctx: Context,
  account: AccountWithPassword,
  provider: Provider,
  assertion: Assertion
) {
  const providerSessionId = await transaction(ctx, async (ctx) => {
    await lockOpened(ctx, account.id)
    await touchIdentity(ctx, assertion)
    return recordProviderSession(ctx, provider, assertion)
  })
  const proved = { ...account, providerSessionId }
  const continuation = continuationFor(ctx, proved)
  if (account.secondFactorSince) throw new Problem(401, 'second_factor_required', { continuation })
  return enter(ctx, proved)
}

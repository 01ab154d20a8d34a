import { eq, sql, type SQL } from 'drizzle-orm'
import { emit, Problem, transaction, type Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import {
  findAccount,
  ownerId,
  type Account,
  type AccountWithPassword,
  fullRoleOf
} from '../account/account.ts'
import { countAttempt, forgiveAttempt, loginKey, type Attempt } from './attempts.ts'
import { accountOfContinuation, secondFactorRequired, type Proved } from './continuation.ts'
import { offerAdmission, deviceFor } from '../sessions/known-clients.ts'
import { mailLater } from '../events.ts'
import { createMailedToken } from '../mail/tokens.ts'
import { isPassword } from '../passwords/passwords.ts'
import { recordPlace } from '../sessions/places.ts'
import { proveOwner, tryCode } from './proof.ts'
import { lockProved } from '../recovery/account-lock.ts'
import { users } from '../schema.ts'
import { checkMode, checkPasswordsAllowed } from '../sign-in-mode/refusals.ts'
import { linkAfterFactor } from '../sign-in-mode/mailed-link.ts'
import { countUnknownSignIn, recordSecurityEvent } from '../security-log/record.ts'
import { endPresentSession, renewSession, startSession } from '../sessions/sessions.ts'

type Credentials = { login: string; password: string; code?: string }

/**
 * Signs in with username or address. Suspended users may sign in, to appeal. Unconfirmed ones get a
 * session that can only verify. All refusals before the second factor look and cost the same, even
 * that of a correct password when the account's failure limit is exceeded.
 * @returns whether the second factor or a provider is missing for the power of the account
 * @throws Problem 401 `sign_in_failed`, `second_factor_required` with the parameter `continuation`
 * (see `continueSignIn`) or `second_factor_wrong`, 403 as `checkMode`, 429
 */
export async function signIn(ctx: Context, { login, password, code }: Credentials) {
  await checkPasswordsAllowed(ctx)
  const account = await findAccount(
    ctx,
    sql`(${named(login)}) and (not ${users.demo} or ${ctx.ports.demo})`
  )
  deviceFor(ctx)
  const tried = { kind: 'password', typed: loginKey(login), userId: account?.id } as const
  const attempt = await countAttempt(ctx, tried)
  const matches = await isPassword(account?.passwordHash, password)
  if (!account || !matches || attempt.braked) return refuse(ctx, account, attempt, matches)
  await forgiveAttempt(ctx, attempt)
  await checkMode(ctx, account)
  const factorSince = account.secondFactorSince ? await checkCode(ctx, account, code) : null
  return enter(ctx, account, { factorSince })
}

/**
 * Signs in with the code alone, after the password was right.
 * @throws Problem 401 `sign_in_expired` or `second_factor_wrong`, 429, or as `linkAfterFactor`
 */
export async function continueSignIn(
  ctx: Context,
  { continuation, code }: { continuation: string; code: string }
) {
  const account = await accountOfContinuation(ctx, continuation)
  const factorSince = await checkCode(ctx, account, code)
  return enter(ctx, await linkAfterFactor(ctx, account), { factorSince })
}

const named = (login: string): SQL =>
  login.includes('@')
    ? sql`lower(${users.email}) = lower(${login})`
    : eq(users.usernameKey, usernameKey(login))

/** @returns when the factor of the code was added */
async function checkCode(ctx: Context, account: AccountWithPassword, code: string | undefined) {
  if (code === undefined) throw secondFactorRequired(ctx, account)
  const factorSince = await tryCode(ctx, account.id, code)
  if (factorSince !== undefined) return factorSince
  await recordSecurityEvent(ctx, 'sign_in.code_failed', { subjectId: account.id, actorId: 0 })
  throw new Problem(401, 'second_factor_wrong')
}

/**
 * Runs the same statements for a known name, an unknown name, and an account over its failure
 * limit.
 */
async function refuse(
  ctx: Context,
  account: Account | undefined,
  { braked }: Attempt,
  matches: boolean
): Promise<never> {
  const kind = braked ? 'sign_in.braked' : 'sign_in.failed'
  if (account) await recordSecurityEvent(ctx, kind, { subjectId: account.id, actorId: 0 })
  else await countUnknownSignIn(ctx)
  await offerAdmission(ctx, { userId: account?.id ?? 0, deserved: braked && matches })
  throw new Problem(401, 'sign_in_failed')
}

/**
 * `factorSince`: when the second factor that proved the owner was added; null if none did.
 * `authenticatedAt`: when they proved themselves; now by default.
 */
type Means = { factorSince: string | null; authenticatedAt?: string }

/**
 * Starts the session of an account whose owner was proved.
 * @throws Problem 401 `sign_in_failed` if it was frozen, or its password changed since, 403 as
 * `checkMode`
 */
export async function enter(ctx: Context, account: Proved, means: Means) {
  const providerMissing = await checkMode(ctx, account)
  await transaction(ctx, async (ctx) => {
    await lockProved(ctx, account)
    await begin(ctx, account, means)
  })
  return { ...signedInAs(ctx, account), providerMissing }
}

async function begin(ctx: Context, account: Proved, means: Means) {
  const { factorSince } = means
  const unusual = await recordPlace(ctx, account.id)
  const { id, providerSessionId } = account
  const details = { secondFactor: factorSince !== null, unusual }
  await recordSecurityEvent(ctx, 'sign_in.succeeded', { subjectId: id, actorId: id, details })
  await startSession(ctx, account, { ...means, providerSessionId })
  if (!unusual || !account.emailVerifiedAt) return
  const token = await createMailedToken(ctx, 'freeze', {
    userId: account.id,
    email: account.email
  })
  await mailLater(ctx, 'freeze', account.id, token)
}

/** Facts about the account in the answer to a sign-in. */
export const signedInAs = (ctx: Context, account: Account) => ({
  id: account.id,
  username: account.username,
  role: account.emailVerifiedAt ? account.role : ('guest' as const),
  pending: account.emailVerifiedAt === null,
  secondFactorMissing: lacksSecondFactor(ctx, account),
  providerMissing: false
})

/** Whether the role has no rights because a second factor is missing. */
export const lacksSecondFactor = ({ ports }: Context, account: Account) =>
  fullRoleOf(account) !== 'member' && !account.secondFactorSince && !(account.demo && ports.demo)

export async function signOut(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await endPresentSession(ctx)
    const subjectId = ownerId(ctx)
    if (subjectId > 0) await recordSecurityEvent(ctx, 'session.signed_out', { subjectId })
    await emit(ctx, 'actor.changed', { userId: subjectId })
  })
}

/**
 * Makes the present session fresh for ten minutes, under a new id.
 * @throws Problem as `proveOwner`
 */
export async function reauthenticate(ctx: Context, proof: { password?: string; code?: string }) {
  const { id, factorSince } = await proveOwner(ctx, proof)
  await transaction(ctx, async (ctx) => {
    // A password proves no second factor, but takes none away that began the session.
    await renewSession(ctx, factorSince === null ? {} : { factorSince })
    await recordSecurityEvent(ctx, 'session.authenticated', { subjectId: id })
    await emit(ctx, 'actor.changed', { userId: id })
  })
}

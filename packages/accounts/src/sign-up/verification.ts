import { eq, and, desc, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, forbidden, invalid, signInRequired, transaction, type Context } from '@stoa/core'
import { consume, countUse } from '@stoa/core/limits'
import {
  findAccount,
  ownAccount,
  type AccountWithPassword,
  type Account
} from '../account/account.ts'
import { countedHere, loginKey } from '../sign-in/attempts.ts'
import {
  findByToken,
  consumeToken,
  revokeMailedTokens,
  isTokenOpen,
  withCode
} from '../mail/tokens.ts'
import { users, mailedTokens } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { checkPasswordsAllowed } from '../sign-in-mode/refusals.ts'
import { signedInAs } from '../sign-in/sign-in.ts'
import { confirmAddress } from './confirm-address.ts'
import { isMailLate, mailVerification } from './sign-up.ts'
import { tryPassword } from '../sign-in/proof.ts'
import type { verificationInput } from './contract.ts'

const mailsPerAccount = { count: 5, seconds: 3600 }

/**
 * Confirms the address with the token of the link or with the six digits, and signs in under a new
 * session id. The token also needs the session that signed up, or the password.
 * @throws Problem 401 `sign_in_required` for a code without that session, 403
 * `verification_needs_password` or as `checkPasswordsAllowed`, 422 on `code` or `password`, 410 `link_expired`, 409
 * `address_taken`, `address_claimed` or, for a code, `address_confirmed`
 */
export async function verify(ctx: Context, input: z.output<typeof verificationInput>) {
  const { account, tokenId } =
    input.token === undefined
      ? await byCode(ctx, input.code ?? '')
      : await byToken(ctx, input.token, input.password)
  await transaction(ctx, async (ctx) => {
    await consumeToken(ctx, tokenId)
    await confirmAddress(ctx, account)
  })
  return signedInAs(ctx, { ...account, emailVerifiedAt: ctx.now })
}

async function byCode(ctx: Context, code: string) {
  const account = await unconfirmedAccount(ctx)
  return { account, tokenId: await tryVerificationCode(ctx, account, code) }
}

async function unconfirmedAccount(ctx: Context) {
  if (ctx.actor.id > 0) throw conflict('address_confirmed')
  if (!ctx.actor.pendingUserId) throw signInRequired()
  return ownAccount(ctx)
}

async function byToken(ctx: Context, token: string, password: string | undefined) {
  const found = await findByToken(ctx, 'verification', token)
  const account = await findAccount(ctx, eq(users.id, found.userId))
  if (!account) throw new Error(`No account ${found.userId}`)
  if (ctx.actor.pendingUserId !== account.id) await checkPassword(ctx, account, password)
  return { account, tokenId: found.id }
}

async function checkPassword(ctx: Context, account: AccountWithPassword, password?: string) {
  await checkPasswordsAllowed(ctx)
  if (password === undefined) throw forbidden('verification_needs_password')
  if (await tryPassword(ctx, account, password)) return
  await recordSecurityEvent(ctx, 'password.refused', { subjectId: account.id, actorId: 0 })
  throw invalid('password', 'field_password_wrong')
}

/**
 * Mails a new link and code and revokes the former ones. A delayed mail stays delayed.
 * @throws Problem 401 `sign_in_required` without a session that can verify, 409
 * `address_confirmed`, 429
 */
export async function resendVerification(ctx: Context): Promise<void> {
  const { id, email } = await unconfirmedAccount(ctx)
  await consume(ctx.db, ctx.now, 'verification_mail', `user:${id}`, mailsPerAccount)
  if (await isMailLate(ctx, id)) return
  await transaction(ctx, async (ctx) => {
    await revokeMailedTokens(ctx, id, 'verification')
    await mailVerification(ctx, id, email ?? '')
  })
}

const attemptsPerCode = 5
const perNetwork = { count: 20, seconds: 24 * 3600 }
/** Tries from all networks together, for all accounts with one address. */
const perAddress = { count: 900, seconds: 24 * 3600 }

/**
 * Tries the code that was mailed to an unconfirmed account. Only the session that signed up can try
 * it, five times. Per address there are 900 tries a day, each at one code, from all accounts and
 * networks together: below 1 in 1,000. Beyond that the correct code is refused like a wrong one,
 * and the link in the same mail still works.
 * @returns the id of the token, to consume
 * @throws Problem 422 on `code`, 429 after twenty tries in a day for the address from one network
 */
async function tryVerificationCode(
  ctx: Context,
  { id, email }: Pick<Account, 'id' | 'email'>,
  code: string
): Promise<number> {
  const open = await openCode(ctx, id)
  if (!open) throw codeExpired()
  const address = loginKey(email ?? '@')
  await consume(ctx.db, ctx.now, 'verification', countedHere(ctx, address), perNetwork)
  const all = await countUse(ctx.db, ctx.now, 'verification_total', address, perAddress.seconds)
  const [token] = await countTry(ctx, open.id)
  if (!token) throw codeExpired()
  if (all.count > perAddress.count || !withCode(ctx, [token], code))
    throw invalid('code', 'field_code_wrong')
  return token.id
}

const codeExpired = () => invalid('code', 'field_code_expired')

const hasTries = lt(mailedTokens.attempts, attemptsPerCode)

async function openCode({ db, now }: Context, userId: number) {
  const theirs = and(eq(mailedTokens.userId, userId), eq(mailedTokens.purpose, 'verification'))
  const [row] = await db
    .select({ id: mailedTokens.id })
    .from(mailedTokens)
    .where(and(theirs, isTokenOpen(now), hasTries))
    .orderBy(desc(mailedTokens.id))
    .limit(1)
  return row
}

const countTry = ({ db }: Context, id: number) =>
  db
    .update(mailedTokens)
    .set({ attempts: sql`${mailedTokens.attempts} + 1` })
    .where(and(eq(mailedTokens.id, id), hasTries))
    .returning()

import { randomInt } from 'node:crypto'
import { transaction, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { m } from '@stoa/messages'
import { confirmedAccount } from '../account/account.ts'
import { countedHere, loginKey } from '../sign-in/attempts.ts'
import { mailCode, tryMailedCode, type CodePurpose } from './codes.ts'
import { consumeToken } from './tokens.ts'
import { checkUnclaimed } from '../recovery/addresses.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { startSession } from '../sessions/sessions.ts'
import { insertUser } from '../people/names.ts'

const hour = 3600
const day = 24 * hour
const requestsPerHour = 5

/**
 * Mails a code to an address, whether or not an account has it.
 * @throws Problem 429 after too many requests for one address from one network, in an hour or a day
 */
export async function requestEmailProof(
  ctx: Context,
  email: string,
  purpose: CodePurpose = 'email_proof'
): Promise<void> {
  const counted = countedHere(ctx, loginKey(email))
  const { securityPerAddress } = ctx.ports.mailLimits
  const ofHour = { count: requestsPerHour, seconds: hour }
  const ofDay = { count: securityPerAddress, seconds: day }
  await consume(ctx.db, ctx.now, purpose, counted, ofHour)
  await consume(ctx.db, ctx.now, `${purpose}_day`, counted, ofDay)
  await transaction(ctx, (ctx) => mailCode(ctx, { purpose, email }))
}

/**
 * Proves ownership of an address with a mailed code. It begins a session of a day that is limited to
 * the scope `support`. An address without an account gets an account without a password; a
 * password reset makes it a full one.
 * @throws Problem 422 on `code`, 409 `address_claimed` if an account moved away from the address
 * within seven days
 */
export async function proveEmail(
  ctx: Context,
  input: { email: string; code: string }
): Promise<void> {
  const id = await tryMailedCode(ctx, { purpose: 'email_proof', ...input })
  await transaction(ctx, async (ctx) => {
    await consumeToken(ctx, id)
    const account = await accountWith(ctx, input.email)
    await startSession(ctx, account, { scopes: ['support'] })
    const proved = { subjectId: account.id, actorId: account.id }
    await recordSecurityEvent(ctx, 'sign_in.address_proved', proved)
  })
}

async function accountWith(ctx: Context, email: string) {
  const found = await confirmedAccount(ctx, email)
  if (found) return found
  await checkUnclaimed(ctx, email, 0)
  for (let tries = 0; tries < 5; tries += 1) {
    const { now: emailVerifiedAt, locale } = ctx
    // Nothing is made if the random name or the address is taken.
    await insertUser(ctx, { username: newName(ctx), email, emailVerifiedAt, visitor: true, locale })
    // Another request may have made the account meanwhile.
    const made = await confirmedAccount(ctx, email)
    if (made) return made
  }
  throw new Error('no account was made, and none was there')
}

/** A random name in the visitor's language, such as `guest-48291736`. */
const newName = ({ locale }: Context) =>
  `${m.accounts_visitor({}, { locale })}-${randomInt(10_000_000, 100_000_000)}`

import { randomInt } from 'node:crypto'
import { consume, usernameKey, write, type Context } from '@stoa/core'
import { confirmedAccount } from './account.ts'
import { mailLater } from './events.ts'
import { newToken, spendToken, tryCode } from './mailed-tokens.ts'
import { checkUnclaimed } from './recovery/addresses.ts'
import { mailedTokens, users } from './schema.ts'
import { sha256 } from './secrets.ts'
import { recordSecurityEvent } from './security-log/recording.ts'
import { startSession } from './sessions.ts'

const mailsPerAddress = { count: 5, seconds: 3600 }
// However many codes are asked for, they stay unguessable.
const attemptsPerAddress = { count: 20, seconds: 24 * 3600 }

/** What the six digits are for that somebody without a session asks for. */
export type CodePurpose = 'email_proof' | 'freeze_code'

/**
 * Mails six digits to an address, whether or not an account has it.
 * @throws Problem 429 after too many requests for one address
 */
export async function requestEmailProof(
  ctx: Context,
  email: string,
  purpose: CodePurpose = 'email_proof'
): Promise<void> {
  await consume(ctx.db, ctx.now, purpose, subjectOf(email), mailsPerAddress)
  await write(ctx, async (ctx) => {
    const values = { ...newToken(ctx, purpose), email, locale: ctx.locale }
    const [token] = await ctx.db
      .insert(mailedTokens)
      .values(values)
      .returning({ id: mailedTokens.id })
    await mailLater(ctx, purpose, 0, token?.id)
  })
}

/**
 * Tries the digits that somebody without a session typed.
 * @returns the id of their token, to spend
 * @throws Problem 422 on `code`, 429
 */
export async function tryMailedCode(
  ctx: Context,
  purpose: CodePurpose,
  { email, code }: { email: string; code: string }
): Promise<number> {
  await consume(ctx.db, ctx.now, `${purpose}_code`, subjectOf(email), attemptsPerAddress)
  return (await tryCode(ctx, purpose, { email }, code)).id
}

/**
 * Proves by the six digits that the address is one's own, for a day: in place of a sign-in, for
 * endpoints with `byProof` alone. An address without an account gets one without a password, which a
 * reset of the password makes a whole one.
 * @throws Problem 422 on `code`, 409 `address_claimed` where an account was moved away from the address
 * within seven days, 429
 */
export async function proveEmail(
  ctx: Context,
  input: { email: string; code: string }
): Promise<void> {
  const id = await tryMailedCode(ctx, 'email_proof', input)
  await write(ctx, async (ctx) => {
    await spendToken(ctx, id)
    const account = await accountWith(ctx, input.email)
    await startSession(ctx, account, { byProof: true })
    const proved = { subjectId: account.id, actorId: account.id }
    await recordSecurityEvent(ctx, 'sign_in.address_proved', proved)
  })
}

const subjectOf = (email: string) => sha256(email.toLowerCase())

async function accountWith(ctx: Context, email: string) {
  const found = await confirmedAccount(ctx, email)
  if (found) return found
  await checkUnclaimed(ctx, email, 0)
  const username = newName()
  await ctx.db
    .insert(users)
    .values({
      username,
      usernameKey: usernameKey(username),
      email,
      emailVerifiedAt: ctx.now,
      visitor: true,
      locale: ctx.locale,
      createdAt: ctx.now
    })
    .onConflictDoNothing()
  const made = await confirmedAccount(ctx, email)
  if (!made) throw new Error('no account was made, and none was there')
  return made
}

const letters = 'abcdefghjkmnpqrstuvwxyz'

/** Such as `visitor-hkqzmwrt`. */
const newName = () =>
  `visitor-${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')}`

import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { consume, countUse } from '@stoa/core/limits'
import type { Account } from '../account/account.ts'
import { countedHere, loginKey } from '../sign-in/attempts.ts'
import { codeOf, isTokenOpen } from '../mail/tokens.ts'
import { mailedTokens } from '../schema.ts'
import { sameSecret } from '../secrets.ts'

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
export async function tryVerificationCode(
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
  const isRight = sameSecret(codeOf(ctx, token), code) && all.count <= perAddress.count
  if (!isRight) throw invalid('code', 'field_code_wrong')
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

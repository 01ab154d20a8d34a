import { randomBytes } from 'node:crypto'
import { and, eq, gt, gte, isNull, or } from 'drizzle-orm'
import { after, Problem, type Context } from '@stoa/core'
import { mailedTokens, mailedLifetimes } from '../schema.ts'
import { sha256, everyKeyed, sameSecret } from '../secrets.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>
type Row = typeof mailedTokens.$inferSelect
type Purpose = Row['purpose']

/** The columns of a new token, for an insert. */
export function newToken(parts: Parts, purpose: Purpose) {
  const seed = randomBytes(16).toString('base64url')
  return {
    purpose,
    seed,
    hash: sha256(tokenOf(parts, { purpose, seed })),
    createdAt: parts.now,
    expiresAt: after(parts.now, mailedLifetimes[purpose])
  }
}

/** Digits of a code that cannot be guessed, however many are open. */
export const longCode = 12

/**
 * Restarts the lifetime of a token when its mail is sent, and returns the changed token. A code
 * requested without a session becomes a long one if it had already expired, because other codes
 * took its place among the short ones.
 */
export async function beginLife({ db, now }: Parts, token: Row): Promise<Row> {
  // It ends with the date that its mail names.
  if (token.purpose === 'identity_link') return token
  const isLate = token.network !== null && token.expiresAt <= now
  const begun = {
    expiresAt: after(now, mailedLifetimes[token.purpose]),
    digits: isLate ? longCode : token.digits
  }
  await db.update(mailedTokens).set(begun).where(eq(mailedTokens.id, token.id))
  return { ...token, ...begun }
}

/** Creates a token for a user and returns its id. */
export async function createMailedToken(
  parts: Parts,
  purpose: Purpose,
  given: Pick<
    typeof mailedTokens.$inferInsert,
    'email' | 'addressId' | 'factorSince' | 'mailAt'
  > & {
    userId: number
  }
): Promise<number> {
  const [row] = await parts.db
    .insert(mailedTokens)
    .values({ ...newToken(parts, purpose), ...given })
    .returning({ id: mailedTokens.id })
  return row?.id ?? 0
}

export const isTokenOpen = (now: string) =>
  and(isNull(mailedTokens.usedAt), gt(mailedTokens.expiresAt, now))

/**
 * Finds an open token. @throws Problem 410 `link_expired` if the link is unknown, used or expired
 */
export async function findByToken({ db, now }: Parts, purpose: Purpose, token: string) {
  const [row] = await db
    .select()
    .from(mailedTokens)
    .where(
      and(eq(mailedTokens.hash, sha256(token)), eq(mailedTokens.purpose, purpose), isTokenOpen(now))
    )
  if (!row?.userId) throw linkExpired()
  return { ...row, userId: row.userId }
}

/**
 * Marks a token as used. Of two parallel requests one succeeds. Call it in the transaction of the
 * act it allows.
 * @throws Problem 410 `link_expired`
 */
export async function consumeToken({ db, now }: Parts, id: number): Promise<void> {
  const { count } = await db
    .update(mailedTokens)
    .set({ usedAt: now })
    .where(and(eq(mailedTokens.id, id), isTokenOpen(now)))
  if (count === 0) throw linkExpired()
}

// Ignores the age, because the lifetime begins only when the mail is sent.
const isUnused = isNull(mailedTokens.usedAt)

export async function revokeMailedTokens({ db, now }: Parts, userId: number, purpose: Purpose) {
  await db
    .update(mailedTokens)
    .set({ usedAt: now })
    .where(and(eq(mailedTokens.userId, userId), eq(mailedTokens.purpose, purpose), isUnused))
}

/**
 * Revokes all open tokens of a user, except those bound to an address. With `addressId` also those
 * bound to this address and to later ones.
 */
export async function revokeEveryToken({ db, now }: Parts, userId: number, addressId?: number) {
  const bound = addressId === undefined ? undefined : gte(mailedTokens.addressId, addressId)
  await db
    .update(mailedTokens)
    .set({ usedAt: now })
    .where(
      and(eq(mailedTokens.userId, userId), or(isNull(mailedTokens.addressId), bound), isUnused)
    )
}

/** 410: the link is unknown, used or expired. */
export const linkExpired = () => new Problem(410, 'link_expired')

type Keys = Pick<Context, 'ports'>

// A job writes the mail, and jobs carry ids only. So the secret is derived from the row with a key
// that is not in the database.
const derive = (parts: Keys, kind: 'token' | 'code', { purpose, seed }: Seeded) =>
  everyKeyed(parts.ports, 'mailed-tokens', `${kind}|${purpose}|${seed}`)

/** `hash` is that of the token and identifies the STOA_SECRET that made it. A new token has none. */
type Seeded = Pick<Row, 'purpose' | 'seed'> & Partial<Pick<Row, 'hash'>>

const tokensOf = (parts: Keys, row: Seeded) =>
  derive(parts, 'token', row).map((token) => token.toString('base64url'))

// The index of the STOA_SECRET that made the row: 1 if it was changed since.
const placeOf = (parts: Keys, row: Seeded) =>
  Math.max(
    tokensOf(parts, row).findIndex((token) => sha256(token) === row.hash),
    0
  )

/** Derives the secret of the mailed link. */
export const tokenOf = (parts: Keys, row: Seeded) => tokensOf(parts, row)[placeOf(parts, row)] ?? ''

/** Derives the code beside the link, six digits unless `digits` says otherwise. */
export function codeOf(parts: Keys, row: Seeded & Partial<Pick<Row, 'digits'>>): string {
  const { digits = 6 } = row
  const derived = derive(parts, 'code', row)[placeOf(parts, row)] ?? Buffer.alloc(6)
  return String(derived.readUIntBE(0, 6) % 10 ** digits).padStart(digits, '0')
}

/** Finds the token whose mail has this code. Spaces in it do not matter. */
export function withCode(parts: Keys, tokens: readonly Row[], code: string): Row | undefined {
  const typed = code.replaceAll(/\s/g, '')
  return tokens.find((token) => sameSecret(codeOf(parts, token), typed))
}

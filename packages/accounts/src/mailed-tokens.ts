import { randomBytes } from 'node:crypto'
import { and, eq, gt, gte, isNull, or } from 'drizzle-orm'
import { after, Problem, type Context } from '@stoa/core'
import { tokenOf } from './mailed-secrets.ts'
import { mailedTokens } from './schema.ts'
import { sha256 } from './secrets.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>
type Row = typeof mailedTokens.$inferSelect
export type Purpose = Row['purpose']

const minute = 60_000
const day = 24 * 60 * minute

const lifetimes: Record<Purpose, number> = {
  verification: day,
  password_reset: 30 * minute,
  email_change: day,
  email_undo: 7 * day,
  freeze: 7 * day,
  freeze_code: 30 * minute,
  closing_cancel: 7 * day,
  mail_test: day,
  email_proof: 30 * minute,
  device_admission: day
}

/** The columns of a new token, for an insert. */
export function newToken(parts: Parts, purpose: Purpose) {
  const seed = randomBytes(16).toString('base64url')
  return {
    purpose,
    seed,
    hash: sha256(tokenOf(parts, { purpose, seed })),
    createdAt: parts.now,
    expiresAt: after(parts.now, lifetimes[purpose])
  }
}

/** Of a code that is too long to be guessed, however many are open. */
export const longCode = 12

/**
 * Counts the life of a token anew from now on, when its mail is sent, and gives it as it is then. The code of
 * somebody without a session becomes a long one where it was too old by then: others took its place.
 */
export async function beginLife({ db, now }: Parts, token: Row): Promise<Row> {
  const isLate = token.network !== null && token.expiresAt <= now
  const begun = {
    expiresAt: after(now, lifetimes[token.purpose]),
    digits: isLate ? longCode : token.digits
  }
  await db.update(mailedTokens).set(begun).where(eq(mailedTokens.id, token.id))
  return { ...token, ...begun }
}

/** Makes a token for a user and gives its id. */
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

/** Neither used nor too old. */
export const isOpen = (now: string) =>
  and(isNull(mailedTokens.usedAt), gt(mailedTokens.expiresAt, now))

/** @throws Problem 410 `link_expired` where the link is unknown, used or too old */
export async function findByToken({ db, now }: Parts, purpose: Purpose, token: string) {
  const [row] = await db
    .select()
    .from(mailedTokens)
    .where(
      and(eq(mailedTokens.hash, sha256(token)), eq(mailedTokens.purpose, purpose), isOpen(now))
    )
  if (!row?.userId) throw linkExpired()
  return { ...row, userId: row.userId }
}

/**
 * Uses a token up; of two who try at once one gets it. Call it in the transaction of what it allows.
 * @throws Problem 410 `link_expired`
 */
export async function consumeToken({ db, now }: Parts, id: number): Promise<void> {
  const spent = await db
    .update(mailedTokens)
    .set({ usedAt: now })
    .where(and(eq(mailedTokens.id, id), isOpen(now)))
    .returning({ id: mailedTokens.id })
  if (spent.length === 0) throw linkExpired()
}

// The life of one whose mail has not left yet has not begun, however old it is.
const isUnused = isNull(mailedTokens.usedAt)

/** Makes all open tokens of a user for a purpose useless. */
export async function revokeTokens({ db, now }: Parts, userId: number, purpose: Purpose) {
  await db
    .update(mailedTokens)
    .set({ usedAt: now })
    .where(and(eq(mailedTokens.userId, userId), eq(mailedTokens.purpose, purpose), isUnused))
}

/**
 * Makes every open token of a user useless but those that are bound to an address; with `addressId` also
 * those of this address and of younger ones.
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

/** 410: the link is unknown, used or too old. */
export const linkExpired = () => new Problem(410, 'link_expired')

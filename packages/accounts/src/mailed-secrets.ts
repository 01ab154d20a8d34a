import type { Context } from '@stoa/core'
import type { mailedTokens } from './schema.ts'
import { everyKeyed, sha256 } from './secrets.ts'

type Parts = Pick<Context, 'ports'>
type Row = typeof mailedTokens.$inferSelect

// A job writes the mail, and jobs carry ids only. So the secret is derived from the row with a key
// that is not in the database.
const derive = (parts: Parts, kind: 'token' | 'code', { purpose, seed }: Seeded) =>
  everyKeyed(parts.ports, 'mailed-tokens', `${kind}|${purpose}|${seed}`)

/** `hash` is that of the token and identifies the STOA_SECRET that made it. A new token has none. */
type Seeded = Pick<Row, 'purpose' | 'seed'> & Partial<Pick<Row, 'hash'>>

const tokensOf = (parts: Parts, row: Seeded) =>
  derive(parts, 'token', row).map((token) => token.toString('base64url'))

// The index of the STOA_SECRET that made the row: 1 if it was changed since.
const placeOf = (parts: Parts, row: Seeded) =>
  Math.max(
    tokensOf(parts, row).findIndex((token) => sha256(token) === row.hash),
    0
  )

/** Derives the secret of the mailed link. */
export const tokenOf = (parts: Parts, row: Seeded) =>
  tokensOf(parts, row)[placeOf(parts, row)] ?? ''

/** Derives the code beside the link, six digits unless `digits` says otherwise. */
export function codeOf(parts: Parts, row: Seeded & Partial<Pick<Row, 'digits'>>): string {
  const { digits = 6 } = row
  const derived = derive(parts, 'code', row)[placeOf(parts, row)] ?? Buffer.alloc(6)
  return String(derived.readUIntBE(0, 6) % 10 ** digits).padStart(digits, '0')
}

import type { Context } from '@stoa/core'
import type { mailedTokens } from './schema.ts'
import { everyKeyed, sha256 } from './secrets.ts'

type Parts = Pick<Context, 'ports'>
type Row = typeof mailedTokens.$inferSelect

// The mail is written by a job, and jobs carry ids only: so the secret can be made again from the
// row with a key that the database does not have.
const derive = (parts: Parts, kind: 'token' | 'code', { purpose, seed }: Seeded) =>
  everyKeyed(parts.ports, 'mailed-tokens', `${kind}|${purpose}|${seed}`)

/** `hash`: of the token, which tells the secret that made it; absent for a new one. */
type Seeded = Pick<Row, 'purpose' | 'seed'> & Partial<Pick<Row, 'hash'>>

const tokensOf = (parts: Parts, row: Seeded) =>
  derive(parts, 'token', row).map((token) => token.toString('base64url'))

// Where STOA_SECRET was changed since, what the row was made with is the second.
const placeOf = (parts: Parts, row: Seeded) =>
  Math.max(
    tokensOf(parts, row).findIndex((token) => sha256(token) === row.hash),
    0
  )

/** The secret of the mailed link. */
export const tokenOf = (parts: Parts, row: Seeded) =>
  tokensOf(parts, row)[placeOf(parts, row)] ?? ''

/** The digits that stand beside the link, six where `digits` says nothing else. */
export function codeOf(parts: Parts, row: Seeded & Partial<Pick<Row, 'digits'>>): string {
  const { digits = 6 } = row
  const derived = derive(parts, 'code', row)[placeOf(parts, row)] ?? Buffer.alloc(6)
  return String(derived.readUIntBE(0, 6) % 10 ** digits).padStart(digits, '0')
}

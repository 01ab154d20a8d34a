import { createHash, randomBytes } from 'node:crypto'
import { after } from '@stoa/core'
import type { Connection } from '@stoa/core/database'
import { sessions } from '@stoa/accounts/schema'

/** Creates sessions of the first members and returns the session ids. */
export async function signIn(
  { db }: Connection,
  count: number,
  now = new Date().toISOString()
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomBytes(25).toString('hex'))
  await db.insert(sessions).values(
    ids.map((id, index) => ({
      hash: createHash('sha256').update(id).digest('hex'),
      userId: index + 1,
      createdAt: now,
      authenticatedAt: now,
      lastUsedAt: now,
      expiresAt: after(now, 24 * 3600_000),
      address: '127.0.0.1',
      userAgent: 'bench'
    }))
  )
  return ids
}

import { after, type Actor } from '@stoa/core'
import type { Account } from './account.ts'

type Known = { actor: Actor; account: Account }

const lifetime = 5000
const maximum = 20_000

/**
 * The key of a credential. Sessions and tokens share one cache, so the key starts with the kind.
 */
export const credentialOf = (kind: 'session' | 'token', hash: string) => `${kind} ${hash}`

/** Cached accounts by `credentialOf`. */
const known = new Map<string, Known & { until: string }>()
let drops = 0

/**
 * A counter of invalidations. A result read from the database before the counter rose may be stale.
 */
export const generation = () => drops

/** Returns the cached account of a credential, at most 5 s old. */
export function kept(credential: string, now: string): Known | undefined {
  const found = known.get(credential)
  return found && found.until > now && found.until <= after(now, lifetime) ? found : undefined
}

/** Caches an account for 5 s, unless anything was invalidated since `begun`. */
export function keep(credential: string, begun: number, now: string, found: Known): void {
  if (begun !== drops) return
  if (known.size >= maximum) known.clear()
  known.set(credential, { ...found, until: after(now, lifetime) })
}

/**
 * Drops the cached account of a user, or all if the user is unknown. Every node calls it on
 * `actor.changed`; the node that made the change calls it before it answers.
 */
export function invalidateActors(userId?: number): void {
  drops += 1
  if (userId === undefined) return known.clear()
  for (const [credential, { account }] of known) if (account.id === userId) known.delete(credential)
}

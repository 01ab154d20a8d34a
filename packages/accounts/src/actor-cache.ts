import { after, type Actor } from '@stoa/core'
import type { Account } from './account.ts'

type Known = { actor: Actor; account: Account }

const lifetime = 5000
const maximum = 20_000

/** What opens a session is no token, and the other way round, though both are kept here. */
export const credentialOf = (kind: 'session' | 'token', hash: string) => `${kind} ${hash}`

/** By credential. */
const known = new Map<string, Known & { until: string }>()
let drops = 0

/** Rises with every drop: what was read before one may already be wrong. */
export const generation = () => drops

/** What is known of a credential, unless it is older than 5 s. */
export function kept(credential: string, now: string): Known | undefined {
  const found = known.get(credential)
  return found && found.until > now && found.until <= after(now, lifetime) ? found : undefined
}

/** Keeps it for 5 s, unless something was dropped since `begun`. */
export function keep(credential: string, begun: number, now: string, found: Known): void {
  if (begun !== drops) return
  if (known.size >= maximum) known.clear()
  known.set(credential, { ...found, until: after(now, lifetime) })
}

/**
 * Forgets what this process knows of a user. Every node calls it for each `actor.changed`, the
 * writing one before it answers.
 */
export function invalidateActor(userId: number): void {
  drops += 1
  for (const [credential, { account }] of known) if (account.id === userId) known.delete(credential)
}

/** Forgets all: what changed is not known. */
export function invalidateActors(): void {
  drops += 1
  known.clear()
}

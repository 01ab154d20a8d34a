import type { Scope } from '@stoa/core'

/** How the owner of a session proved themselves. */
export type Means = {
  /** When the second factor that proved the owner was added. */
  factorSince?: string | null
  scopes?: Scope[] | null
  /** What is known of the identity that a provider proved, if one did; see `providers`. */
  providerSessionId?: number | undefined
  /** The second factor was the provider's. */
  providerFactor?: boolean
  /** When the owner proved themselves; now by default. */
  authenticatedAt?: string
}

/** What a session stores of the second factor that began it. */
export const factorOf = ({ factorSince = null, providerFactor = false }: Means) => ({
  factorSince,
  providerFactor
})

/** Another proof of the factor is that of the account's own. */
export const ownFactor = (change: { factorSince?: string | null }) =>
  change.factorSince === undefined ? {} : { providerFactor: false }

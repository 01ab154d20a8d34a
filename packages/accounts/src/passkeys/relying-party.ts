import { isIP } from 'node:net'
import { conflict, type Ports } from '@stoa/core'
import { isLoopback } from '@stoa/core/server'

/** What passkeys are bound to: a domain, and the address of the pages that may use them. */
export type RelyingParty = { id: string; origin: string }

/**
 * Returns what passkeys of this forum are bound to. They need a domain, so on loopback it is
 * `localhost`, whatever the address of the forum. Undefined without a domain or without https,
 * where browsers offer none.
 */
export function relyingPartyOf({
  publicOrigin
}: Pick<Ports, 'publicOrigin'>): RelyingParty | undefined {
  const url = new URL(publicOrigin)
  if (isLoopback(url.hostname)) url.hostname = 'localhost'
  else if (url.protocol !== 'https:' || isAddress(url.hostname)) return undefined
  return { id: url.hostname, origin: url.origin }
}

const isAddress = (hostname: string) => hostname.startsWith('[') || isIP(hostname) > 0

/** @throws Problem 409 `passkeys_unavailable` at an address that can have no passkeys */
export function checkedRelyingParty(ports: Pick<Ports, 'publicOrigin'>): RelyingParty {
  const party = relyingPartyOf(ports)
  if (!party) throw conflict('passkeys_unavailable')
  return party
}

import type { FastifyBaseLogger } from 'fastify'
import { pwnedRange } from '@stoa/accounts/breached-passwords'
import type { Ports } from '@stoa/core'
import { Outbound, type Configuration } from '@stoa/core/server'

export type BreachedPasswords = Partial<Pick<Configuration, 'pwnedPasswordsUrl'>> & {
  /** Those of the operator's file. */
  breachedPasswords?: { has(sha1: string): boolean }
}

const unasked = 'new passwords are accepted without asking the server of STOA_PWNED_PASSWORDS_URL'

/** Port: the passwords that nobody may choose. */
export const breachedPasswords = (
  { breachedPasswords: listed, pwnedPasswordsUrl: url }: BreachedPasswords,
  log: () => Pick<FastifyBaseLogger, 'warn'>
): Ports['breachedPasswords'] => ({
  isListed: (sha1) => listed?.has(sha1) ?? false,
  isPwned:
    url === undefined
      ? async () => false
      : pwnedRange(url, outboundTo(url), (err) => log().warn({ err }, unasked))
})

// The operator sets this address, and the server may be on the same network or machine.
const outboundTo = (url: string) => new Outbound({ privateHost: new URL(url).hostname })

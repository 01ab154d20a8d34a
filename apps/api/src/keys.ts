import type { Ports } from '@stoa/core'
import { secretFor, type Configuration } from '@stoa/core/server'

/** Derives the keys of the present and the former secret, each once per purpose. */
export function keysOf({
  secret,
  previousSecret
}: Pick<Configuration, 'secret' | 'previousSecret'>): Pick<Ports, 'keyFor' | 'previousKeyFor'> {
  return {
    keyFor: derivedFrom(secret),
    previousKeyFor: previousSecret === undefined ? () => undefined : derivedFrom(previousSecret)
  }
}

function derivedFrom(secret: string): Ports['keyFor'] {
  const known = new Map<string, Buffer>()
  return (purpose) => {
    const key = known.get(purpose) ?? secretFor({ secret }, purpose)
    known.set(purpose, key)
    return key
  }
}

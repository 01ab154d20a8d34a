import { secretFor, type Configuration, type Ports } from '@stoa/core'

/** Derives a key for each purpose of the secret, once. */
export function keysOf(settings: Pick<Configuration, 'secret'>): Ports['keyFor'] {
  const known = new Map<string, Buffer>()
  return (purpose) => {
    const key = known.get(purpose) ?? secretFor(settings, purpose)
    known.set(purpose, key)
    return key
  }
}

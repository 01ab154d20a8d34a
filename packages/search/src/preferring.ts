import { after } from '@stoa/core'
import type { SearchEngine } from './engine.ts'

/** After a failure the second engine answers alone for so long. */
const restFor = 5_000

export type Preference = {
  preferred: SearchEngine
  /** Answers when the preferred one is away, slow or behind. */
  otherwise: SearchEngine
  /** The present time, ISO 8601 UTC. */
  clock(): string
  /** Whether the preferred one has followed what was written. */
  isCurrent(): Promise<boolean>
  /** Hears of failures, once for each rest. */
  onError(error: unknown): void
}

/** Two engines as one, which is never down while the second is there. */
export function preferring(preference: Preference): SearchEngine {
  const { preferred, otherwise, clock, isCurrent, onError } = preference
  let restUntil = ''
  async function ask<T>(question: (engine: SearchEngine) => Promise<T>): Promise<T> {
    if (clock() < restUntil || !(await isCurrent())) return question(otherwise)
    try {
      return await question(preferred)
    } catch (error) {
      restUntil = after(clock(), restFor)
      onError(error)
      return question(otherwise)
    }
  }
  return {
    find: (query) => ask((engine) => engine.find(query)),
    suggest: (...asked) => ask((engine) => engine.suggest(...asked)),
    similar: (...asked) => ask((engine) => engine.similar(...asked))
  }
}

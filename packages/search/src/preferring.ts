import { after } from '@stoa/core'
import type { SearchEngine } from './engine.ts'

/** Milliseconds for which the second engine answers alone after a failure. */
const restFor = 5_000

export type Preference = {
  preferred: SearchEngine
  /** Answers when the preferred engine is unavailable, slow or behind. */
  otherwise: SearchEngine
  /** Returns the present time, ISO 8601 UTC. */
  clock(): string
  /** Whether the preferred engine is up to date. */
  isCurrent(): Promise<boolean>
  /** Called on a failure, once per pause. */
  onError(error: unknown): void
}

/** Combines two engines: the second one answers when the preferred one cannot. */
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

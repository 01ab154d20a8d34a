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
  /**
   * Whether the preferred engine may answer again after a failure: what it searches may have been
   * exchanged or lost meanwhile. What it throws is another failure.
   */
  hasRecovered(): Promise<boolean>
  /** Called on a failure, once per pause. */
  onError(error: unknown): void
  /** Called when the preferred engine answers again after a failure. */
  onRecovery(): void
}

/** Combines two engines: the second one answers when the preferred one cannot. */
export function preferring(preference: Preference): SearchEngine {
  const { preferred, otherwise, clock, isCurrent, hasRecovered, onError, onRecovery } = preference
  let restUntil = ''
  async function isUsable(): Promise<boolean> {
    if (clock() < restUntil || !(await isCurrent())) return false
    if (restUntil === '') return true
    // Others do not wait for the answer.
    restUntil = after(clock(), restFor)
    if (!(await hasRecovered())) return false
    restUntil = ''
    onRecovery()
    return true
  }
  async function ask<T>(question: (engine: SearchEngine) => Promise<T>): Promise<T> {
    try {
      if (await isUsable()) return await question(preferred)
    } catch (error) {
      restUntil = after(clock(), restFor)
      onError(error)
    }
    return question(otherwise)
  }
  return {
    find: (query) => ask((engine) => engine.find(query)),
    suggest: (...asked) => ask((engine) => engine.suggest(...asked)),
    similar: (...asked) => ask((engine) => engine.similar(...asked))
  }
}

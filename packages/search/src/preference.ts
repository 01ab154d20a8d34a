import { after } from '@stoa/core'
import type { SearchEngine } from './engine.ts'

/** Milliseconds for which the second engine answers alone after a failure. */
const restFor = 5_000

/**
 * Why the preferred engine is not asked: it failed less than five seconds ago, has no index, is
 * behind, or has not recovered yet.
 */
export type Hindrance = 'resting' | 'no_index' | 'behind' | 'not_recovered'

export type Preference = {
  preferred: SearchEngine
  /** Answers when the preferred engine is unavailable, slow or behind. */
  otherwise: SearchEngine
  /** Returns the present time, ISO 8601 UTC. */
  clock(): string
  /** Why the preferred engine is not up to date, if it is not. */
  lateness(): Promise<'no_index' | 'behind' | undefined>
  /**
   * Whether the preferred engine may answer again after a failure: what it searches may have been
   * exchanged or lost meanwhile. What it throws is another failure.
   */
  hasRecovered(): Promise<boolean>
  /** Called when the preferred engine is not asked. */
  onHindrance(why: Hindrance): void
  /** Called on a failure, once per pause. */
  onError(error: unknown): void
  /** Called when the preferred engine answers again after a failure. */
  onRecovery(): void
}

/** Combines two engines: the second one answers when the preferred one cannot. */
export function preferring(preference: Preference): SearchEngine {
  const { preferred, otherwise, clock, lateness, hasRecovered } = preference
  let restUntil = ''
  async function hindrance(): Promise<Hindrance | undefined> {
    if (clock() < restUntil) return 'resting'
    const late = await lateness()
    if (late) return late
    // Another search may have failed meanwhile.
    if (clock() < restUntil) return 'resting'
    if (restUntil === '') return undefined
    // Others do not wait for the answer.
    const rest = after(clock(), restFor)
    restUntil = rest
    if (!(await hasRecovered())) return 'not_recovered'
    if (restUntil !== rest) return 'resting'
    restUntil = ''
    preference.onRecovery()
    return undefined
  }
  async function ask<T>(question: (engine: SearchEngine) => Promise<T>): Promise<T> {
    try {
      const why = await hindrance()
      if (!why) return await question(preferred)
      preference.onHindrance(why)
    } catch (error) {
      restUntil = after(clock(), restFor)
      preference.onError(error)
    }
    return question(otherwise)
  }
  return {
    find: (query) => ask((engine) => engine.find(query)),
    suggest: (...asked) => ask((engine) => engine.suggest(...asked)),
    similar: (...asked) => ask((engine) => engine.similar(...asked))
  }
}

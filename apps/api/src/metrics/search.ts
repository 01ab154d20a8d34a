import { Counter, Histogram, type Registry } from 'prom-client'
import { searchProgress } from '@stoa/search'
import type { Connection } from '@stoa/core/database'
import type { Ask } from './database.ts'

/** Receives what the engines of search do. */
export type SearchMetrics = {
  onAnswer(engine: string, seconds: number): void
  onFallback(reason: string): void
  onBuild(reason: string): void
}

const seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** Counts and times searches, and counts what Meilisearch could not answer. */
export function watchSearch(registry: Registry): SearchMetrics {
  const durations = durationsIn(registry)
  const fallbacks = counterIn(
    registry,
    'stoa_search_fallbacks_total',
    'Searches that PostgreSQL answered instead of Meilisearch.'
  )
  const builds = counterIn(
    registry,
    'stoa_search_builds_total',
    'Indexes of Meilisearch that this node began to build anew.'
  )
  return {
    onAnswer: (engine, taken) => durations.observe({ engine }, taken),
    onFallback: (reason) => fallbacks.inc({ reason }),
    onBuild: (reason) => builds.inc({ reason })
  }
}

const durationsIn = (registry: Registry) =>
  new Histogram({
    name: 'stoa_search_duration_seconds',
    help: 'Searches, suggestions and similar threads by the engine that answered.',
    labelNames: ['engine'],
    buckets: seconds,
    registers: [registry]
  })

const counterIn = (registry: Registry, name: string, help: string) =>
  new Counter({ name, help, labelNames: ['reason'], registers: [registry] })

/**
 * Reads how far Meilisearch is behind, and what hinders that it follows. No lag is reported while it
 * has no index.
 */
export function readSearchProgress(ask: Ask, { db }: Connection): void {
  const progress = () => searchProgress({ db, now: new Date().toISOString() })
  ask('stoa_search_lag_events', 'Events that Meilisearch has not followed yet.', [], async () =>
    counted((await progress()).lag?.events)
  )
  ask('stoa_search_lag_seconds', 'Age of the first of them; 0 if there is none.', [], async () =>
    counted((await progress()).lag?.seconds)
  )
  ask(
    'stoa_search_following_failure',
    'What hinders Meilisearch to follow: 1 for the reason.',
    ['reason'],
    async () => {
      const { followingFailure: failure } = await progress()
      return failure ? [{ reason: failure.reason, count: 1 }] : []
    }
  )
}

const counted = (count: number | undefined) => (count === undefined ? [] : [{ count }])

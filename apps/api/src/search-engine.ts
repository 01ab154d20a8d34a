import type { Tracer } from '@stoa/core'
import type { Configuration } from '@stoa/core/server'
import { connect, type ConnectionTarget } from '@stoa/core/database'
import {
  connectServer,
  failureOf,
  hasRecovered,
  lateness,
  meilisearchEngine,
  postgresEngine,
  preferring,
  searchSettings,
  type SearchEngine
} from '@stoa/search'
import type { SearchMetrics } from './metrics/search.ts'
import { reactionTo } from './reactions/index.ts'
import type { SearchReports } from './search-reports.ts'

type Settings = Pick<Configuration, 'meili'> & {
  target: ConnectionTarget
  clock(): string
  tracing?: Tracer
}

export const searchReactionTo = (type: string) => reactionTo(type)?.search

/** Creates the forum's search: by PostgreSQL, or by Meilisearch in front of it if one is set. */
export function createSearch(
  { target, meili, clock, tracing: tracer }: Settings,
  reports: SearchReports
) {
  const own = { max: 4, name: 'stoa search', settings: searchSettings, tracer }
  const { db, close } = connect(target, own)
  const postgres = timed('postgres', postgresEngine(db), reports.metrics)
  if (!meili) return { ports: { searchEngine: postgres }, close }
  const searchServer = connectServer(meili)
  const searchEngine = preferring({
    ...reportingFallbacks(reports),
    preferred: timed('meilisearch', meilisearchEngine(searchServer, db), reports.metrics),
    otherwise: postgres,
    clock,
    lateness: () => lateness({ db, now: clock() }),
    hasRecovered: () => hasRecovered({ db, ports: { searchReactionTo } }, searchServer)
  })
  return { ports: { searchEngine, searchServer }, close }
}

/** Reports failures, and counts by reason what Meilisearch does not answer. */
const reportingFallbacks = ({ metrics, onError, onRecovery }: SearchReports) => ({
  onHindrance: (why: string) => metrics?.onFallback(why),
  onError(error: unknown) {
    metrics?.onFallback(failureOf(error)?.reason ?? 'failed')
    onError(error)
  },
  onRecovery
})

/** An engine whose answers are timed. */
function timed(name: string, engine: SearchEngine, metrics?: SearchMetrics): SearchEngine {
  if (!metrics) return engine
  const time = async <T>(answer: Promise<T>): Promise<T> => {
    const from = performance.now()
    const answered = await answer
    metrics.onAnswer(name, (performance.now() - from) / 1000)
    return answered
  }
  return {
    find: (query) => time(engine.find(query)),
    suggest: (...asked) => time(engine.suggest(...asked)),
    similar: (...asked) => time(engine.similar(...asked))
  }
}

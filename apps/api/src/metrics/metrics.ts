import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Report } from '../readiness.ts'
import { readBackups } from './backups.ts'
import { readCounts, type Sources } from './counts.ts'
import { asksIn, readDatabase } from './database.ts'
import { watchRequests } from './requests.ts'
import { readSearchProgress, watchSearch, type SearchMetrics } from './search.ts'

export type Metrics = {
  /** Measures the requests of routes that are registered afterwards. */
  watch(app: FastifyInstance): void
  read(sources: Sources): void
  search: SearchMetrics
  /** The readiness of the forum, once it is built. */
  readiness(): Promise<Report>
  /** All metrics in Prometheus format. */
  text(): Promise<string>
  type: string
}

// Gauges, while `_total` names counters. Their parts are there without it.
const misnamed = ['handles', 'requests', 'resources'].map((one) => `nodejs_active_${one}_total`)

/** Creates the metrics. Memory and event loop are measured at once, the rest from `read` on. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const name of misnamed) registry.removeSingleMetric(name)
  let readiness: Sources['readiness'] | undefined
  return {
    watch: (app) => watchRequests(app, registry),
    search: watchSearch(registry),
    readiness: async () => (await readiness?.report()) ?? { status: 'unavailable' },
    read(sources) {
      readiness = sources.readiness
      readCounts(registry, sources)
      const { connection, ports } = sources
      readDatabase(registry, connection)
      readBackups(asksIn(registry, connection.isAway), connection)
      if (ports.searchServer) readSearchProgress(asksIn(registry, connection.isAway), connection)
    },
    text: () => registry.metrics(),
    type: registry.contentType
  }
}

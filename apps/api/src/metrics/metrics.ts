import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Report } from '../readiness.ts'
import { asksIn, readBackups, readDatabase } from './database.ts'
import { readCounts, type Sources } from './counts.ts'
import { readSearchProgress, type SearchMetrics, watchSearch } from './search.ts'
import { isStream, patternOf } from '../requests/route-pattern.ts'

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

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Counts and times requests by method, route pattern and status class. */
function watchRequests(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'stoa_http_request_duration_seconds',
    help: 'Requests by pattern of their route; not those that a kept page answered.',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [registry]
  })
  app.addHook('onResponse', async (request, reply) => {
    if (isStream(reply)) return
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    const { method } = request
    durations.observe({ method, route: patternOf(request), status }, reply.elapsedTime / 1000)
  })
}

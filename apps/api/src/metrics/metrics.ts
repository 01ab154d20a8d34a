import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Report } from '../readiness.ts'
import { readCounts, type Sources } from './counts.ts'
import { readDatabase } from './database.ts'
import { watchRequests } from './requests.ts'

export type Metrics = {
  /** Measures the requests of routes that are registered afterwards. */
  watch(app: FastifyInstance): void
  read(sources: Sources): void
  /** Of the forum, once there is one. */
  readiness(): Promise<Report>
  /** Everything as Prometheus reads it. */
  text(): Promise<string>
  type: string
}

/** What is known of this process: memory and event loop at once, the rest from what it is given. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  let readiness: Sources['readiness'] | undefined
  return {
    watch: (app) => watchRequests(app, registry),
    readiness: async () => (await readiness?.report()) ?? { status: 'unavailable' },
    read(sources) {
      readiness = sources.readiness
      readCounts(registry, sources)
      readDatabase(registry, sources.connection)
    },
    text: () => registry.metrics(),
    type: registry.contentType
  }
}

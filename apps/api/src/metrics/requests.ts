import type { FastifyInstance } from 'fastify'
import { Histogram, type Registry } from 'prom-client'
import { isStream, patternOf } from '../requests/route-pattern.ts'

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Counts and times requests by method, route pattern and status class. */
export function watchRequests(app: FastifyInstance, registry: Registry): void {
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

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Histogram, type Registry } from 'prom-client'

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Counts and times requests by method, pattern of the route and class of the status. */
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

// It lasts as long as somebody looks at a page.
const isStream = (reply: FastifyReply) =>
  String(reply.getHeader('content-type')).startsWith('text/event-stream')

/** A pattern, never an address: addresses have no end. Files of the build are one. */
function patternOf({ routeOptions: { url } }: FastifyRequest): string {
  if (url === undefined) return 'unknown'
  return /^\/(_app|enhance)\//.test(url) ? '/_app/*' : url
}

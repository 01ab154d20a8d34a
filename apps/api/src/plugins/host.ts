import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isHealthCheck } from './health.ts'

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']

/**
 * Answers 421 to a foreign Host before anything else, so that links and caches never contain it.
 * The demo also refuses proxied requests. A second Host is answered 400, because a proxy may have
 * checked the other one.
 */
export function checkHost(app: FastifyInstance, hosts: ReadonlySet<string>, demo: boolean): void {
  // An absolute URL as request target names its own host, which would take precedence over the
  // header.
  const misdirected = (request: FastifyRequest) =>
    !request.url.startsWith('/') ||
    !hosts.has((request.headers.host ?? '').toLowerCase()) ||
    (demo && forwarding.some((name) => name in request.headers))
  app.addHook('onRequest', (request, reply, done) => {
    if (isHealthCheck(request.url)) return done()
    if (hasTwoHosts(request)) return refuse(reply, 400, 'More than one Host header\n')
    if (misdirected(request)) return refuse(reply, 421, 'Misdirected request\n')
    done()
  })
}

function refuse(reply: FastifyReply, status: number, words: string) {
  void reply.code(status).type('text/plain').send(words)
}

/** Node drops every Host but the first from `headers`. */
const hasTwoHosts = ({ raw: { rawHeaders } }: FastifyRequest) =>
  rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length > 1

/** The Host values of `origin`. A loopback origin allows all loopback names. */
export function hostsOf(origin: string): ReadonlySet<string> {
  const { hostname, host, port } = new URL(origin)
  const loopback = ['127.0.0.1', 'localhost', '[::1]']
  if (!loopback.includes(hostname)) return new Set([host])
  return new Set(loopback.map((name) => (port ? `${name}:${port}` : name)))
}
